import type ru from './sessions.ru.ts';
import type { Like } from './words.ts';

export default {
  title: 'Where I am signed in',
  lead: 'Your account is open in these places. If you do not know one of them, sign out there and change your password.',
  device: '{browser}, {system}',
  unknown: 'Unknown device',
  here: 'This device',
  seen: 'Last seen: {at}',
  begun: 'signed in: {at}',
  network: 'network {network}',
  end: 'Sign out there',
  endOf: 'Sign out there: {device}',
  endOthers: 'Sign out everywhere else',
  alone: 'It is open nowhere else.',
  gone: 'That place is signed out already.',
} satisfies Like<typeof ru>;

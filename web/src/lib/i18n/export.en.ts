import type ru from './export.ru.ts';
import type { Like } from './words.ts';

export default {
  title: 'The school as a file',
  lead: 'The whole school as one OneRoster archive: people, classes, groups, posts, guardians, contacts and marks. Another Peremena takes it in, and other systems do.',
  without:
    'The archive has no passwords, attendance or consents. Guardians whom a court limited are left out too: the format cannot say the order.',
  waiting: '{name} asks for the file ({at}). The head or another admin confirms it.',
  request: 'Open the request',
  files: 'What was taken out',
  none: 'The school was never taken out',
  noneWhy: 'Each file leaves a line here: who, when, why, and who confirmed it.',
  askedBy: '{name}, {at}',
  confirmed: 'second person: {name}',
  until: 'can be fetched until {at}',
  making: 'is being made',
  ready: 'ready',
  gone: 'the file was removed',
  fetched: { one: 'fetched {n} time, {at}', other: 'fetched {n} times, last {at}' },
  limited: {
    one: '{n} link of a limited guardian was left out',
    other: '{n} links of limited guardians were left out',
  },
  fetch: 'Download',
  proveFirst: 'The file holds data of everybody at the school. Show that it is you: type your password.',
  ask: 'Make a file',
  reason: 'What for',
  reasonHint: 'Everybody who could confirm it reads this, and it stays in the log.',
  twoPersons:
    'The file appears here when the head or another admin has confirmed the request. You alone can download it, for a day.',
  stepUp: 'Show that it is you: type your password. What you wrote is kept.',
  own: 'Your password',
  go: 'Ask for the file',
} satisfies Like<typeof ru>;

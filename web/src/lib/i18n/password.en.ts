import type ru from './password.ru.ts';
import type { Like } from './words.ts';

export default {
  title: 'New password',
  first: 'The first-use code worked. Choose a password: you will sign in with it from now on.',
  resetBy: 'The password was reset: {who}, {at}. Reason: {why}. If you did not expect this, tell the class tutor.',
  resetBySchool: 'the school',
  forgotten: 'the password was forgotten',
  device_lost: 'the device was lost',
  known_to_others: 'somebody else knew the password',
  again: 'After the change your other devices will ask you to sign in again.',
  current: 'Present password',
  currentFirst: 'The first-use code once more',
  next: 'New password',
  hint: 'At least 10 characters. A few words in a row are easier than signs.',
  save: 'Save the password',
  saved: 'The password is changed',
} satisfies Like<typeof ru>;

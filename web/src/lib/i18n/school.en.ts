import type ru from './school.ru.ts';
import type { Like } from './words.ts';

export default {
  title: 'School settings',
  timeZone: 'Time zone',
  bells: 'Bells',
  lessons: { one: '{n} lesson', other: '{n} lessons' },
  factor: 'Second factor of staff',
  factorWhy:
    'A teacher’s password opens a whole class. With a second factor a password that was seen opens nothing. It concerns everybody who works at the school; families are offered it and need not have it.',
  off: 'not required',
  now: 'required',
  from: 'required from {date}',
  chooseOff: 'Do not require it',
  chooseNow: 'Require it at once',
  chooseFrom: 'Require it from a date',
  date: 'From which day',
  dateHint: 'Until then everything works as before. Three months ahead at most.',
  reach: 'Staff without a second factor will be able to set one up and nothing else, in open windows as well.',
  save: 'Save',
  saved: 'Saved',
  unchanged: 'Now: {rule}.',
  stepUp: 'Show that it is you: enter your password.',
  own: 'Your password',
  readOnly: 'An administrator of the school changes it.',
  history: 'What was changed',
  change: 'Second factor: {before} → {after}',
  bySystem: 'when the school was made',
  noHistory: 'Nothing was changed yet.',
} satisfies Like<typeof ru>;

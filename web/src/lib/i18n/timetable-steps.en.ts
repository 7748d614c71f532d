import type ru from './timetable-steps.ru.ts';
import type { Like } from './words.ts';

export default {
  way: 'How to make a timetable',
  bells: 'Bells',
  terms: 'Terms',
  holidays: 'Holidays',
  rooms: 'Rooms',
  grid: 'Grid of lessons',
  clashes: 'Clashes',
  publish: 'Publication',
  done: 'done',
  none_bells: 'no bell yet',
  none_terms: 'none ahead',
  none_holidays: 'not named for this year',
  none_rooms: 'not named',
  none_grid: 'no lessons yet',
  none_clashes: 'the grid first',
  none_publish: 'the draft is not published',
  left_rooms: { one: '{n} room of the grid is not named', other: '{n} rooms of the grid are not named' },
  left_grid: { one: '{n} group without lessons', other: '{n} groups without lessons' },
  left_clashes: { one: '{n} clash', other: '{n} clashes' },
  next: 'Next: {step}',
  all: 'The timetable is made and in force. To change it, begin a new draft.',
} satisfies Like<typeof ru>;

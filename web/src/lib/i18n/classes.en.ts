import type ru from './classes.ru.ts';
import type { Like } from './words.ts';

export default {
  title: 'Classes',
  pupils: { one: '{n} pupil', other: '{n} pupils' },
  none: 'No classes yet',
  noneWhy: 'The classes you lead will be listed here.',
  back: 'To the classes',
  arrive: 'Take a pupil in',
  staff: 'Teachers of the class',
  year: 'Change of the school year',
  on: 'On the date',
  show: 'Show',
  tutor: 'Class tutor: {names}',
  noTutor: 'No class tutor',
  empty: 'Nobody is in the class on that day',
  emptyWhy: 'Choose another date.',
  since: 'since {date}',
  until: 'until {date}',
  consents: 'Consents: who allowed what',
  groups: 'Groups',
  inGroup: '{subject}: {title}',
  ofClass: 'The whole class: {list}',
  guardians: 'Guardians',
} satisfies Like<typeof ru>;

import type ru from './class-staff.ru.ts';
import type { Like } from './words.ts';

export default {
  title: 'Teachers of the class',
  tutorOf: 'Class tutor',
  nobody: 'nobody',
  since: 'since {date}',
  until: 'until {date}',
  change: 'Change',
  changeOf: 'Change: {what}',
  leaves: 'Who ends',
  nobodyLeaves: 'nobody, add one more',
  joins: 'Who begins',
  nobodyJoins: 'nobody',
  from: 'From which day',
  show: 'Show what will change',
  showAgain: 'Show once more',
  preview: 'What will change',
  ends: '{name}: last day {date}',
  begins: '{name}: from {date}',
  nobodyAfter: 'Nobody begins on that day.',
  staysMarks:
    'Lessons and marks stay in the journal of the group. Who teaches it now sees them; each writes for the own days.',
  staysClass: 'Pupils, groups and journals stay as they are. Who looks after the class now sees it.',
  planned: {
    one: '{n} lesson from that day on is planned with {name}: the timetable keeps it so until it is changed.',
    other: '{n} lessons from that day on are planned with {name}: the timetable keeps them so until they are changed.',
  },
  confirm: 'Confirm',
  stepUp: 'Show that it is you: enter your own password. What you chose is kept.',
  own: 'Your password',
  back: 'To the class',
  unsent: 'Not sent: no connection. What you entered is still on the page.',
} satisfies Like<typeof ru>;

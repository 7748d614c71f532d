import type { CalendarsWords } from './calendars.ts';

export default {
  title: 'Timetable in your calendar',
  lead: 'Make a link and add it to the calendar of your phone or computer as a subscription. Substitutions, moved and cancelled lessons arrive there by themselves.',
  careful: 'Whoever knows the link sees the timetable. If strangers have it, take it back: it stops answering at once.',
  whose: 'Whose timetable',
  own: 'Mine, {school}',
  ward: '{name}, {school}',
  make: 'Make a link',
  ready: 'The link is ready. It is shown once: copy it now.',
  address: 'Link for the calendar',
  copy: 'Copy',
  copied: 'Copied',
  open: 'Open in the calendar',
  list: 'Links',
  none: 'No links yet.',
  made: 'made {at}',
  asked: 'the calendar asked {at}',
  never: 'the calendar has not asked yet',
  end: 'Take back',
  endOf: 'Take back the link: {whose}',
} satisfies CalendarsWords;

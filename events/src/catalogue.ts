import { absenceEvents } from './absence.ts';
import { accountEvents } from './account.ts';
import { broughtInEvents } from './brought-in.ts';
import { classEvents } from './class.ts';
import { consentEvents, wordingEvents } from './consent.ts';
import type { EventKind, EventOf } from './event.ts';
import { groupEvents } from './group.ts';
import { guardianshipEvents } from './guardianship.ts';
import { journalEvents } from './journal.ts';
import { lessonEvents } from './lesson.ts';
import { noticesEvents } from './notices.ts';
import { personEvents } from './person.ts';
import { requestEvents } from './request.ts';
import { rosterEvents } from './roster.ts';
import { schoolYearEvents } from './school-year.ts';
import { schoolEvents } from './school.ts';
import { schoolCalendarEvents } from './school-calendar.ts';
import { sourceEvents } from './source.ts';
import { staffEvents } from './staff.ts';
import { timetableEvents } from './timetable.ts';

/** Every kind of event, by the category of stream it lives in. */
export const catalogue = {
  school: [...schoolEvents, ...schoolCalendarEvents],
  timetable: timetableEvents,
  person: personEvents,
  source: sourceEvents,
  account: accountEvents,
  notices: noticesEvents,
  staff: staffEvents,
  request: requestEvents,
  absence: absenceEvents,
  class: classEvents,
  group: [...groupEvents, ...broughtInEvents],
  guardianship: guardianshipEvents,
  schoolyear: schoolYearEvents,
  roster: rosterEvents,
  wording: wordingEvents,
  consent: consentEvents,
  lesson: lessonEvents,
  journal: journalEvents,
} as const;

export type AnyEvent = EventOf<(typeof catalogue)[keyof typeof catalogue][number]>;

const kinds: ReadonlyMap<string, EventKind> = new Map(
  Object.values(catalogue)
    .flat()
    .map((kind) => [kind.type, kind as unknown as EventKind]),
);

/** The kind of event of that name, or undefined when no release of this code knows it. */
export function kindOf(type: string): EventKind | undefined {
  return kinds.get(type);
}

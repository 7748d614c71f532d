import { type PersonId, streams } from '@peremena/events';
import { noticesDecider } from '../notices/decider.ts';
import { absences } from './absence.ts';
import { instantOf, type Calendar } from './calendar.ts';
import type { DemoGroup } from './groups.ts';
import { eventOf } from './ids.ts';
import { giveKey, homeworkAt } from './lesson-steps.ts';
import { lessonsOf, type DemoLesson } from './lessons.ts';
import { marksOf } from './marks.ts';
import { signedInPupil, type DemoPeople } from './people.ts';
import { step, type Step } from './step.ts';

/** So many notices are left unread by who looked last. */
const [few, many] = [5, 8];

/** The last look of a family at its notices. */
export interface Looked {
  /** The step whose last event is the newest notice that was seen; everything before it is carried out first, the rest after. */
  readonly at: Pick<Step, 'key' | 'at'>;
  readonly steps: readonly Step[];
}

/** The parent and the pupil with a sign-in have looked lately: what is new to them is of the last lessons. */
export function looked(calendar: Calendar, groups: readonly DemoGroup[], people: DemoPeople): Looked | null {
  const pupil = people.pupils.find(({ key }) => key === signedInPupil);
  const mother = pupil?.guardians[0]?.guardianId;
  if (!pupil || !mother) return null;
  const children = people.pupils.filter(({ guardians }) => guardians.some(({ guardianId }) => guardianId === mother));
  const wards = new Set(children.map(({ personId }) => personId));
  const absentAt = absences(calendar.schoolDays);
  const lessons = groups
    .flatMap((group) => lessonsOf(group, calendar))
    .filter(({ past, group }) => past && group.pupils.some(({ personId }) => wards.has(personId)));
  const slots = [...Map.groupBy(lessons, ({ date, to }) => instantOf(date, to))].toSorted(([a], [b]) =>
    a < b ? 1 : -1,
  );
  let unread = 0;
  for (const [at, given] of slots) {
    const told = given.reduce((sum, lesson) => sum + toldOf(lesson, wards, absentAt), 0);
    const last = given.find((lesson) => homeworkAt(lesson) !== null);
    if (last && (unread >= few || unread + told > many))
      return lookedAt(at, last, [
        { personId: mother, role: 'guardian' },
        { personId: pupil.personId, role: 'pupil' },
      ]);
    unread += told;
  }
  return null;
}

/** How many notices a family is told of one lesson. */
function toldOf(lesson: DemoLesson, wards: ReadonlySet<PersonId>, absentAt: ReturnType<typeof absences>): number {
  const out = absentAt(lesson);
  const away = new Set(out.flatMap(({ pupilId, code }) => (code === 'late' ? [] : [pupilId])));
  const here = lesson.group.pupils.filter(({ personId }) => wards.has(personId)).length;
  return (
    (homeworkAt(lesson) === null ? 0 : here) +
    marksOf(lesson, away).filter(({ pupil }) => wards.has(pupil.personId)).length +
    out.filter(({ pupilId }) => wards.has(pupilId)).length
  );
}

function lookedAt(
  at: string,
  lesson: DemoLesson,
  who: readonly { readonly personId: PersonId; readonly role: 'guardian' | 'pupil' }[],
): Looked {
  const key = giveKey(lesson);
  // Roll, topic, homework: the homework is the third event.
  const upTo = eventOf(key, 2);
  const steps = who.map(({ personId, role }) =>
    step({
      key: `looked/${role}`,
      at,
      by: { actorId: personId, role, fact: null },
      stream: streams.notices(personId),
      schoolId: null,
      decider: noticesDecider,
      command: { type: 'SeeNotices', personId, upTo, pupilId: null, context: { fresh: [role] } },
    }),
  );
  return { at: { key, at }, steps };
}

import { type PersonId, streams } from '@peremena/events';
import { noticesDecider } from '../notices/decider.ts';
import { instantOf } from './calendar.ts';
import { giveKey, homeworkAt } from './lesson-steps.ts';
import type { Held } from './held.ts';
import type { DemoLesson } from './lessons.ts';
import { signedInPupil } from './people.ts';
import type { DemoSchool } from './school.ts';
import { step, type Step } from './step.ts';

/** So many notices are left unread by who looked last. */
const [few, many] = [5, 8];

/** The last look of a family at its notices. */
export interface Looked {
  /** The step whose last event is the newest notice that was seen; everything before it is carried out first, the rest after. */
  readonly at: Pick<Step, 'key' | 'at'>;
  readonly steps: readonly Step[];
}

/** The parent and the pupil with a sign-in have looked lately: what is new to them is of the last lessons. `held`: the lessons given. */
export function looked(school: DemoSchool, held: readonly Held[]): Looked | null {
  const { pupils } = school;
  const pupil = pupils.find(({ key }) => key === signedInPupil);
  const mother = pupil?.guardians[0]?.guardianId;
  if (!pupil || !mother) return null;
  const children = pupils.filter(({ guardians }) => guardians.some(({ guardianId }) => guardianId === mother));
  const wards = new Set(children.map(({ personId }) => personId));
  const lessons = held.filter(({ lesson }) => lesson.group.pupils.some(({ personId }) => wards.has(personId)));
  const slots = [...Map.groupBy(lessons, ({ lesson: { date, to } }) => instantOf(date, to))].toSorted(([a], [b]) =>
    a < b ? 1 : -1,
  );
  let unread = 0;
  for (const [at, together] of slots) {
    const told = together.reduce((sum, one) => sum + toldOf(one, wards), 0);
    const last = together.find(({ lesson }) => homeworkAt(lesson) !== null)?.lesson;
    if (last && (unread >= few || unread + told > many))
      return lookedAt(school, at, last, [
        { personId: mother, role: 'guardian' },
        { personId: pupil.personId, role: 'pupil' },
      ]);
    unread += told;
  }
  return null;
}

/** How many notices a family is told of one lesson. */
function toldOf({ lesson, exceptions, marks }: Held, wards: ReadonlySet<PersonId>): number {
  const here = lesson.group.pupils.filter(({ personId }) => wards.has(personId)).length;
  return (
    (homeworkAt(lesson) === null ? 0 : here) +
    marks.filter(({ pupil }) => wards.has(pupil.personId)).length +
    exceptions.filter(({ pupilId }) => wards.has(pupilId)).length
  );
}

function lookedAt(
  school: DemoSchool,
  at: string,
  lesson: DemoLesson,
  who: readonly { readonly personId: PersonId; readonly role: 'guardian' | 'pupil' }[],
): Looked {
  const key = giveKey(lesson);
  // Roll, topic, homework: the homework is the third event.
  const upTo = school.ids.eventOf(key, 2);
  const steps = who.map(({ personId, role }) =>
    step({
      school,
      key: `looked/${role}`,
      at,
      by: { actorId: personId, role, fact: null },
      stream: streams.notices(personId),
      ofSchool: false,
      decider: noticesDecider,
      command: { type: 'SeeNotices', personId, upTo, pupilId: null, context: { fresh: [role] } },
    }),
  );
  return { at: { key, at }, steps };
}

import type {
  AnyEvent,
  CommandId,
  EventId,
  GroupId,
  MarkId,
  PersonId,
  SchoolId,
  SubjectId,
  TermId,
} from '@peremena/events';
import { streams, workKinds } from '@peremena/events';
import fc from 'fast-check';
import type { Decider } from '../../src/core/decider.ts';
import { uuidv5 } from '../../src/core/uuid.ts';
import { journalDecider } from '../../src/journal/decider.ts';
import { lessonDecider } from '../../src/lesson/decider.ts';
import { lessonIdOf } from '../../src/lesson/lesson-id.ts';

const values = ['1', '2', '3', '4', '5'];

/** Lessons of a group with marks by the place of the pupil; one that is corrected to a 4 says why, one that is taken back is null. */
export const anyLessons = (words: fc.Arbitrary<string>) =>
  fc.array(
    fc.record({
      topic: fc.option(
        fc.oneof(
          words,
          words.map((text) => text.padEnd(260, ' слово')),
        ),
      ),
      kind: fc.constantFrom(...workKinds),
      marks: fc.uniqueArray(
        fc.record({
          place: fc.nat(3),
          value: fc.constantFrom('1', '2', '3', '5'),
          then: fc.constantFrom('stays', 'corrected', 'taken back'),
          note: fc.option(words),
        }),
        { selector: ({ place }) => place, maxLength: 4 },
      ),
    }),
    { maxLength: 3 },
  );
type Lessons = ReturnType<typeof anyLessons> extends fc.Arbitrary<infer T> ? T : never;

/** Carries commands out and gives the id their events follow from. */
export type Carry = <S, C, E extends AnyEvent>(
  stream: string,
  decider: Decider<S, C, E>,
  list: readonly C[],
) => Promise<CommandId>;

interface Of {
  readonly schoolId: SchoolId;
  readonly groupId: GroupId;
  readonly subjectId: SubjectId;
  readonly termId: TermId;
  readonly teacherId: PersonId;
}

/** Gives such lessons and marks to a group. */
export async function markLessons(carry: Carry, of: Of, members: readonly PersonId[], lessons: Lessons): Promise<void> {
  const { schoolId, groupId, subjectId, termId } = of;
  const journal = streams.journal(schoolId, groupId, subjectId, termId);
  for (const [nth, { topic, kind, marks }] of lessons.entries()) {
    const date = `2026-11-${10 + nth}`;
    const lessonId = lessonIdOf(groupId, date, 1);
    const ids = { schoolId, groupId, lessonId };
    await carry(streams.lesson(schoolId, lessonId), lessonDecider, [
      { type: 'PlanLesson', ...of, lessonId, date, slot: 1, from: '08:30', to: '09:15', room: null },
      ...(topic === null ? [] : [{ type: 'SetTopic' as const, topic, saw: null }]),
    ]);
    await carry(journal, journalDecider, [{ type: 'SetLessonWork', ...ids, kind, weight: 2 }]);
    const given = marks.flatMap(({ place, ...mark }) => {
      const pupilId = members[place];
      return pupilId ? [{ ...mark, pupilId, markId: uuidv5(lessonId, pupilId) as MarkId }] : [];
    });
    if (given.length === 0) continue;
    const context = { members, values, cancelled: false };
    const first = given.map(({ pupilId, markId, value }) => ({
      pupilId,
      markId,
      value,
      replaces: null,
      reason: null,
      note: null,
    }));
    const posted = await carry(journal, journalDecider, [{ type: 'PostMarks', ...ids, marks: first, context }]);
    const changed = given.flatMap(({ pupilId, markId, then, note }, index) => {
      const replaces = uuidv5(posted, String(index)) as EventId;
      const value = then === 'corrected' ? '4' : null;
      return then === 'stays' ? [] : [{ pupilId, markId, value, replaces, reason: 'typo' as const, note }];
    });
    if (changed.length > 0)
      await carry(journal, journalDecider, [{ type: 'PostMarks', ...ids, marks: changed, context }]);
  }
}

import type { GroupId, LessonId, MarkId, SchoolId } from '@peremena/events';
import { correctionReasons, EventId, PersonId, text, workKinds } from '@peremena/events';
import * as v from 'valibot';

/** A cell as a page wants it: `value` null takes the mark back; `replaces` is the event that wrote what the page showed, null for empty. */
const Cell = v.strictObject({
  pupilId: PersonId,
  value: v.nullable(text(8)),
  replaces: v.nullable(EventId),
  reason: v.optional(v.nullable(v.picklist(correctionReasons)), null),
  note: v.optional(v.nullable(text(300)), null),
});

export const MarksBody = v.strictObject({
  marks: v.pipe(
    v.array(Cell),
    v.minLength(1),
    v.maxLength(200),
    v.check((list) => new Set(list.map(({ pupilId }) => pupilId)).size === list.length, 'pupil_twice'),
  ),
});
export const WorkBody = v.strictObject({
  kind: v.picklist(workKinds),
  weight: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(10)),
});

interface OfLesson {
  readonly schoolId: SchoolId;
  readonly groupId: GroupId;
  readonly lessonId: LessonId;
}

/** Marks of one lesson, all or nothing. */
export interface PostMarks extends OfLesson {
  readonly type: 'PostMarks';
  /** `markId` is the mark's id should the cell be empty. */
  readonly marks: readonly (v.InferOutput<typeof Cell> & { readonly markId: MarkId })[];
  readonly context: {
    /** Who is in the group on the lesson's date. */
    readonly members: readonly PersonId[];
    /** Values of the school's scale. */
    readonly values: readonly string[];
    /** A cancelled lesson takes no marks. */
    readonly cancelled: boolean;
  };
}
export interface SetLessonWork extends OfLesson, v.InferOutput<typeof WorkBody> {
  readonly type: 'SetLessonWork';
}

export type JournalCommand = PostMarks | SetLessonWork;

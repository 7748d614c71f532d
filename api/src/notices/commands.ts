import { EventId, noticeKinds, PersonId } from '@peremena/events';
import * as v from 'valibot';

/** The newest notice that was on the page: it and all before it are seen; of one pupil alone where one is named. */
export const SeeNoticesBody = v.strictObject({ upTo: EventId, pupilId: v.nullable(PersonId) });
export type SeeNoticesBody = v.InferOutput<typeof SeeNoticesBody>;

/** Kinds that are about a pupil; duties are about the teacher who asks. */
export const pupilKinds = noticeKinds.filter((kind) => kind !== 'duty');

/** Whether notices of a kind are wanted: of which pupil, or of the own duties. */
export const ChooseNoticesBody = v.variant('kind', [
  v.strictObject({ kind: v.literal('duty'), pupilId: v.null(), wanted: v.boolean() }),
  v.strictObject({ kind: v.picklist(pupilKinds), pupilId: PersonId, wanted: v.boolean() }),
]);
export type ChooseNoticesBody = v.InferOutput<typeof ChooseNoticesBody>;

import * as v from 'valibot';
import { resetReasons } from './account.ts';
import { event, type EventOf } from './event.ts';
import { keptParts } from './guardianship.ts';
import { OrderId, PersonId, RequestId, SchoolId, UndoId, UploadId } from './ids.ts';
import { personal } from './personal.ts';
import { CalendarDate, text } from './text.ts';

const link = { pupilId: PersonId, guardianId: PersonId };
const to = v.nullable(CalendarDate);
/** Posts that are given and taken by two persons. */
const leading = v.picklist(['head', 'admin']);

/** Acts that take a second person. A new one is added here, with what carries it out in `api/src/request/acts.ts`. */
export const RequestedAct = v.variant('kind', [
  v.strictObject({
    kind: v.literal('link_guardian'),
    ...link,
    relation: v.picklist(['mother', 'father', 'guardian']),
    from: CalendarDate,
    to,
  }),
  v.strictObject({ kind: v.literal('unlink_guardian'), ...link, lastDay: CalendarDate }),
  v.strictObject({
    kind: v.literal('limit_guardian'),
    ...link,
    keeps: v.array(v.picklist(keptParts)),
    from: CalendarDate,
    to,
    /** The order in whose place this one comes. */
    replaces: v.nullable(OrderId),
  }),
  v.strictObject({ kind: v.literal('end_limit'), ...link, orderId: OrderId, lastDay: CalendarDate }),
  v.strictObject({ kind: v.literal('reset_password'), personId: PersonId, reason: v.picklist(resetReasons) }),
  v.strictObject({ kind: v.literal('reset_factor'), personId: PersonId, reason: v.picklist(resetReasons) }),
  v.strictObject({ kind: v.literal('take_post'), personId: PersonId, post: leading, from: CalendarDate, to }),
  v.strictObject({ kind: v.literal('leave_post'), personId: PersonId, post: leading, lastDay: CalendarDate }),
  /** Everything the person does for the school ends with this day: posts, tutoring, groups, substitutions. */
  v.strictObject({ kind: v.literal('dismiss'), personId: PersonId, lastDay: CalendarDate }),
  /** The whole school as a file, for who proposes it. */
  v.strictObject({ kind: v.literal('export_school'), personId: PersonId }),
  /** What a file holds is brought into the school; `sha256` names the bytes that were looked through. */
  v.strictObject({
    kind: v.literal('import_school'),
    personId: PersonId,
    uploadId: UploadId,
    sha256: v.exactOptional(v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))),
  }),
  /** What came in with a file is taken back, as far as nothing stands on it; `undoId` names what was looked at before. */
  v.strictObject({ kind: v.literal('undo_import'), personId: PersonId, uploadId: UploadId, undoId: UndoId }),
]);
export type RequestedAct = v.InferOutput<typeof RequestedAct>;

const request = { schoolId: SchoolId, requestId: RequestId };
/** The pupil or person it is about. */
const aboutId = PersonId;
/** Whose pages change: who proposed it, and who could confirm it then. */
const told = v.array(PersonId);
const words = (max: number) => personal('aboutId', 'social', text(max));

/** Somebody wants an act done that takes a second person. Nothing happens before that. */
export const ActProposed = event('ActProposed', 1, {
  ...request,
  aboutId,
  act: RequestedAct,
  reason: words(500),
  document: personal('aboutId', 'social', v.nullable(text(200))),
  documentDate: v.nullable(CalendarDate),
  /** Who could confirm it when it was proposed: they are told. Who may is asked anew. */
  asked: v.array(PersonId),
  expiresAt: v.pipe(v.string(), v.isoTimestamp()),
});
/** The second person said yes. `alone`: nobody else holds the right, and the act may not wait for somebody who does. */
export const ActConfirmed = event('ActConfirmed', 1, { ...request, told, alone: v.boolean() });
export const ActDeclined = event('ActDeclined', 1, { ...request, aboutId, told, reason: words(500) });
export const ActWithdrawn = event('ActWithdrawn', 1, { ...request, told });
export const ActCarriedOut = event('ActCarriedOut', 1, { ...request, told });
/** It was confirmed and could no longer be done; `code` is the refusal. */
export const ActRefused = event('ActRefused', 1, { ...request, told, code: text(60) });

export const requestEvents = [ActProposed, ActConfirmed, ActDeclined, ActWithdrawn, ActCarriedOut, ActRefused] as const;
export type RequestEvent = EventOf<(typeof requestEvents)[number]>;

import { CalendarDate, RequestedAct, text, type PersonId, type RequestId, type SchoolId } from '@peremena/events';
import * as v from 'valibot';

const reason = text(500);

/** An act that is proposed. Acts about guardians name the document they follow from. */
export const ProposeBody = v.strictObject({
  act: RequestedAct,
  reason,
  document: v.nullable(text(200)),
  documentDate: v.nullable(CalendarDate),
});
/** To confirm, to withdraw, to be told a code: nothing is said beside that. */
export const NothingBody = v.strictObject({});
export const DeclineBody = v.strictObject({ reason });

interface Ids {
  readonly schoolId: SchoolId;
  readonly requestId: RequestId;
}
export interface ProposeAct extends Ids, v.InferOutput<typeof ProposeBody> {
  readonly type: 'ProposeAct';
  readonly aboutId: PersonId;
  readonly by: PersonId;
  /** Who could confirm it, the proposer and the person concerned left out. */
  readonly asked: readonly PersonId[];
  readonly expiresAt: string;
}
interface By {
  readonly by: PersonId;
  readonly at: string;
}
export type RequestCommand =
  | ProposeAct
  | ({ readonly type: 'ConfirmAct'; readonly alone: boolean } & By)
  | ({ readonly type: 'DeclineAct'; readonly reason: string } & By)
  | ({ readonly type: 'WithdrawAct' } & By)
  | { readonly type: 'FinishAct'; readonly refusal: string | null };

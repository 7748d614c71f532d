import { BroughtInResultId, BroughtInWorkId, PersonId, resultTerms, text, workTerms } from '@peremena/events';
import * as v from 'valibot';

const work = { workId: BroughtInWorkId };
const result = { ...work, resultId: BroughtInResultId };
const source = text(200);
// Only open words are brought in; what is sealed or erased is nobody's to give.
const words = (max: number) => v.nullable(text(max));

/** The work is there as this says: new, corrected, or there again. */
export const BringInWork = v.strictObject({ type: v.literal('BringInWork'), ...work, ...workTerms, source });
/** The other system has removed it, whatever results there are. */
export const RemoveBroughtInWork = v.strictObject({ type: v.literal('RemoveBroughtInWork'), ...work });
/** It never was; refused while results stand on it. */
export const WithdrawBroughtInWork = v.strictObject({ type: v.literal('WithdrawBroughtInWork'), ...work });
export const BringInResult = v.strictObject({
  type: v.literal('BringInResult'),
  ...result,
  pupilId: PersonId,
  ...resultTerms,
  textScore: words(60),
  comment: words(1000),
  source,
});
export const WithdrawBroughtInResult = v.strictObject({ type: v.literal('WithdrawBroughtInResult'), ...result });

export const broughtInCommands = [
  BringInWork,
  RemoveBroughtInWork,
  WithdrawBroughtInWork,
  BringInResult,
  WithdrawBroughtInResult,
] as const;
export type BroughtInCommand = v.InferOutput<(typeof broughtInCommands)[number]>;

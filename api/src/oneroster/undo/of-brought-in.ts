import { type BroughtInEvent, isErased } from '@peremena/events';
import { type BroughtInResult, type BroughtInWork, same, termsOfResult, termsOfWork } from '../../group/brought-in.ts';
import type { GroupState } from '../../group/decider.ts';
import type { Undoing } from './undoing.ts';

type Command = Undoing<'group'>['commands'][number];

/** How an event of what a group brought from another system is undone. */
export function ofBroughtIn(event: BroughtInEvent, before: GroupState): Undoing<'group'> {
  const { workId } = event.data;
  const work = before?.works.get(workId);
  const now_ = (now: GroupState) => now?.works.get(workId);
  switch (event.type) {
    case 'WorkBroughtIn':
      return { on: [workId], commands: [{ type: 'WithdrawBroughtInWork', workId }] };
    case 'BroughtInWorkCorrected': {
      const is = (now: GroupState, wanted: Parameters<typeof termsOfWork>[0] | undefined, removed = false) => {
        const held = now_(now);
        return !!held && !!wanted && held.removed === removed && same(termsOfWork(held), termsOfWork(wanted));
      };
      return {
        on: [],
        still: (now) => is(now, event.data),
        done: (now) => is(now, work, work?.removed),
        commands: [...bringWork(work), ...(work?.removed ? [{ type: 'RemoveBroughtInWork', workId } as const] : [])],
      };
    }
    case 'BroughtInWorkRemoved':
      return { on: [workId], done: (now) => now_(now)?.removed !== true, commands: bringWork(work) };
    case 'BroughtInWorkRestored':
      return {
        on: [workId],
        done: (now) => now_(now)?.removed !== false,
        commands: [{ type: 'RemoveBroughtInWork', workId }],
      };
    case 'ResultBroughtIn': {
      const { resultId } = event.data;
      return { on: [resultId], commands: [{ type: 'WithdrawBroughtInResult', workId, resultId }] };
    }
    case 'BroughtInResultCorrected':
    case 'BroughtInResultWithdrawn': {
      const { resultId } = event.data;
      const result = work?.results.get(resultId);
      const held = (now: GroupState) => now_(now)?.results.get(resultId);
      const commands = bringResult(work, result);
      const gone = event.type === 'BroughtInResultWithdrawn';
      if (!commands) return { on: gone ? [resultId] : [], commands: [], lost: true };
      if (gone) return { on: [resultId], done: (now) => held(now) !== undefined, commands };
      const is = (now: GroupState, wanted: Parameters<typeof termsOfResult>[0]) => {
        const there = held(now);
        return !!there && same(termsOfResult(there), termsOfResult(wanted));
      };
      return { on: [], still: (now) => is(now, event.data), done: (now) => !!result && is(now, result), commands };
    }
    case 'BroughtInWorkWithdrawn':
      // No import leads to it.
      return { on: [], commands: [] };
  }
}

const bringWork = (work: BroughtInWork | undefined): Command[] =>
  work ? [{ type: 'BringInWork', workId: work.workId, ...termsOfWork(work), source: work.source }] : [];

/** Null where the words of the result were erased. */
function bringResult(work: BroughtInWork | undefined, result: BroughtInResult | undefined): Command[] | null {
  if (!work || !result) return [];
  const { resultId, pupilId, source } = result;
  const { textScore, comment, ...terms } = termsOfResult(result);
  if (isErased(textScore) || isErased(comment)) return null;
  const words = { textScore: textScore as string | null, comment: comment as string | null };
  return [{ type: 'BringInResult', workId: work.workId, resultId, pupilId, ...terms, ...words, source }];
}

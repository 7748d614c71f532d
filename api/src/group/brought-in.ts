import {
  type BroughtInEvent,
  type BroughtInResultId,
  type BroughtInWorkId,
  decimal,
  type GroupId,
  isErased,
  type PersonId,
  type SchoolId,
} from '@peremena/events';
import { Refusal } from '../core/decider.ts';
import type { Periods } from '../core/period.ts';
import type { BroughtInCommand } from './brought-in-commands.ts';

type Of<T extends BroughtInEvent['type']> = Extract<BroughtInEvent, { type: T }>['data'];
type Asked<T extends BroughtInCommand['type']> = Extract<BroughtInCommand, { type: T }>;
type Ids = 'schoolId' | 'groupId';

export interface BroughtInResult extends Omit<Of<'ResultBroughtIn'>, Ids | 'workId'> {
  readonly resultId: BroughtInResultId;
}
export interface BroughtInWork extends Omit<Of<'WorkBroughtIn'>, Ids> {
  readonly removed: boolean;
  readonly results: ReadonlyMap<BroughtInResultId, BroughtInResult>;
}
export type BroughtInWorks = ReadonlyMap<BroughtInWorkId, BroughtInWork>;

interface Around {
  readonly schoolId: SchoolId;
  readonly groupId: GroupId;
  readonly pupils: Periods;
  readonly works: BroughtInWorks;
}

/** Whether somebody has results in this group, also of removed works: they come back with them. */
export const hasBroughtIn = (works: BroughtInWorks, pupilId: PersonId): boolean =>
  [...works.values()].some(({ results }) => [...results.values()].some((result) => result.pupilId === pupilId));

const number = (score: string): number => {
  const { numerator, denominator } = decimal(score);
  return Number(numerator) / Number(denominator);
};
/** Whether two things say the same. */
export const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What a work says of itself. */
export const termsOfWork = ({
  title,
  description,
  category,
  assignedOn,
  dueOn,
  termId,
  lowest,
  highest,
  scale,
}: Omit<Of<'BroughtInWorkCorrected'>, Ids>) => ({
  ...{ title, description, category, assignedOn, dueOn, termId },
  ...{ lowest, highest, scale },
});
/** What a result says. */
export const termsOfResult = ({
  status,
  score,
  textScore,
  flags,
  scoredOn,
  comment,
}: Pick<BroughtInResult, 'status' | 'score' | 'textScore' | 'flags' | 'scoredOn' | 'comment'>) => ({
  ...{ status, score, textScore },
  ...{ flags, scoredOn, comment },
});

// Folding a group takes as long as it has works and results, and a file may claim any number of them.
const worksAtMost = 2_000;
const resultsAtMost = 20;

/** Rules of what a group brought from another system. */
export function decideBroughtIn(around: Around, command: BroughtInCommand): BroughtInEvent[] {
  const { schoolId, groupId, works } = around;
  const { workId } = command;
  const ids = { schoolId, groupId, workId };
  const work = works.get(workId);
  switch (command.type) {
    case 'BringInWork':
      if (!work && works.size >= worksAtMost) throw new Refusal('brought_in_many', { most: worksAtMost });
      return bringWork(work, command, ids);
    case 'RemoveBroughtInWork':
      return work && !work.removed ? [{ type: 'BroughtInWorkRemoved', data: ids }] : [];
    case 'WithdrawBroughtInWork':
      if (!work) return [];
      if (work.results.size > 0) throw new Refusal('brought_in_results', { workId });
      return [{ type: 'BroughtInWorkWithdrawn', data: ids }];
    case 'BringInResult':
      return bringResult(around, work, command);
    case 'WithdrawBroughtInResult': {
      const { resultId } = command;
      const pupilId = work?.results.get(resultId)?.pupilId;
      return pupilId ? [{ type: 'BroughtInResultWithdrawn', data: { ...ids, resultId, pupilId } }] : [];
    }
  }
}

function bringWork(
  work: BroughtInWork | undefined,
  command: Asked<'BringInWork'>,
  ids: Of<'BroughtInWorkRemoved'>,
): BroughtInEvent[] {
  const { assignedOn, dueOn, lowest, highest, source } = command;
  if (assignedOn !== null && dueOn !== null && dueOn < assignedOn)
    throw new Refusal('period_dates', { from: assignedOn, to: dueOn });
  if (lowest !== null && highest !== null && number(highest) < number(lowest))
    throw new Refusal('score_range', { lowest, highest });
  const terms = termsOfWork(command);
  if (!work) return [{ type: 'WorkBroughtIn', data: { ...ids, ...terms, source } }];
  if (!same(termsOfWork(work), terms)) return [{ type: 'BroughtInWorkCorrected', data: { ...ids, ...terms } }];
  return work.removed ? [{ type: 'BroughtInWorkRestored', data: ids }] : [];
}

function bringResult(
  { schoolId, groupId, pupils }: Around,
  work: BroughtInWork | undefined,
  command: Asked<'BringInResult'>,
): BroughtInEvent[] {
  const { workId, resultId, pupilId, source, score, textScore } = command;
  if (!work || work.removed) throw new Refusal('brought_in_work_unknown', { workId });
  if (!pupils.has(pupilId)) throw new Refusal('not_in_group', { pupilId });
  if (score !== null && isOff(work, score)) throw new Refusal('score_off_scale');
  if (textScore !== null && work.scale && !isOf(work.scale, textScore)) throw new Refusal('text_score_off_scale');
  const ids = { schoolId, groupId, workId, resultId, pupilId };
  const terms = termsOfResult(command);
  const there = work.results.get(resultId);
  if (!there) {
    const own = work.results.values().filter((one) => one.pupilId === pupilId);
    if ([...own].length >= resultsAtMost) throw new Refusal('brought_in_many', { most: resultsAtMost });
    return [{ type: 'ResultBroughtIn', data: { ...ids, ...terms, source } }];
  }
  if (there.pupilId !== pupilId) throw new Refusal('brought_in_elsewhere', { resultId });
  if (same(termsOfResult(there), terms)) return [];
  // Erased with the rest of what was known of the pupil: a file does not bring it back.
  if (isErased(there.textScore) || isErased(there.comment)) throw new Refusal('brought_in_erased', { resultId });
  return [{ type: 'BroughtInResultCorrected', data: { ...ids, ...terms } }];
}

const isOff = ({ lowest, highest }: BroughtInWork, score: string): boolean =>
  (lowest !== null && number(score) < number(lowest)) || (highest !== null && number(score) > number(highest));

// Either side of a pair is a value: systems write `A:94` and `0-59:F`.
const isOf = ({ values }: NonNullable<BroughtInWork['scale']>, words: string): boolean =>
  values.some(({ value, meaning }) => value === words || meaning === words);

/** What a group brought from another system, after an event. */
export function foldBroughtIn(works: BroughtInWorks, { type, data }: BroughtInEvent): BroughtInWorks {
  const { workId } = data;
  const work = works.get(workId);
  const set = (next: BroughtInWork): BroughtInWorks => new Map(works).set(workId, next);
  if (type === 'WorkBroughtIn') {
    const { source } = data;
    return set({ workId, ...termsOfWork(data), source, removed: false, results: new Map() });
  }
  if (!work) return works;
  switch (type) {
    case 'BroughtInWorkCorrected':
      return set({ ...work, ...termsOfWork(data), removed: false });
    case 'BroughtInWorkRemoved':
      return set({ ...work, removed: true });
    case 'BroughtInWorkRestored':
      return set({ ...work, removed: false });
    case 'BroughtInWorkWithdrawn': {
      const left = new Map(works);
      left.delete(workId);
      return left;
    }
    case 'ResultBroughtIn': {
      const { resultId, pupilId, source } = data;
      return withResult({ resultId, pupilId, ...termsOfResult(data), source });
    }
    case 'BroughtInResultCorrected': {
      const there = work.results.get(data.resultId);
      return there ? withResult({ ...there, ...termsOfResult(data) }) : works;
    }
    case 'BroughtInResultWithdrawn': {
      const results = new Map(work.results);
      results.delete(data.resultId);
      return set({ ...work, results });
    }
  }

  function withResult(result: BroughtInResult): BroughtInWorks {
    return set({ ...work!, results: new Map(work!.results).set(result.resultId, result) });
  }
}

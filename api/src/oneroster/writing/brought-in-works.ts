import { type GroupId, openText, type ResultFlag, type ResultStatus, streams } from '@peremena/events';
import { stateNow } from '../../core/folded.ts';
import { uuidv5 } from '../../core/uuid.ts';
import type { BroughtInResult, BroughtInWork } from '../../group/brought-in.ts';
import { groupDecider } from '../../group/decider.ts';
import { type From, type Gathered, sourcedIdOf, type Taught } from './gather.ts';
import type { Result, Work } from './works.ts';

const statuses: Readonly<Record<ResultStatus, Result['status']>> = {
  graded: 'fully graded',
  partly_graded: 'partially graded',
  submitted: 'submitted',
  not_submitted: 'not submitted',
  exempt: 'exempt',
};

/**
 * What a group brought from another system goes out under the ids it came with. `pupils`: ids in the bundle of those it tells of; `own`: ids of
 * works of this system, which nothing else is called by (a school may have brought in a bundle of its own).
 */
export async function broughtInOf(
  from: From,
  all: Gathered,
  group: Taught,
  { pupils, own }: { readonly pupils: ReadonlyMap<string, string>; readonly own: ReadonlySet<string> },
): Promise<readonly Work[]> {
  const state = await stateNow(from, streams.group(all.school.schoolId, group.id as GroupId), groupDecider);
  return [...(state?.works.values() ?? [])]
    .filter(({ removed }) => !removed)
    .map((work) => {
      const came = sourcedIdOf(work.workId, work.source);
      const apart = own.has(came);
      return workOf(all, group, work, { sourcedId: apart ? work.workId : came, apart, pupils });
    });
}

function workOf(
  { school, sourcedId: schoolId }: Gathered,
  { sourcedId: groupId }: Taught,
  { category, scale, results, termId, ...work }: BroughtInWork,
  { sourcedId, apart, pupils }: { sourcedId: string; apart: boolean; pupils: ReadonlyMap<string, string> },
): Work {
  const term = termId === null ? undefined : school.terms.get(termId);
  const idOf = (namespace: string, source: string) => sourcedIdOf(uuidv5(namespace, source), source);
  return {
    ...{ sourcedId, title: work.title, description: work.description },
    category: category && {
      sourcedId: idOf(schoolId, category.source),
      title: category.title,
      weight: category.weight,
    },
    ...{ assigned: work.assignedOn, due: work.dueOn, least: work.lowest, most: work.highest },
    term: term && termId !== null ? sourcedIdOf(termId, term.source) : null,
    scale: scale && { sourcedId: idOf(groupId, scale.source), title: scale.title, values: scale.values },
    results: [...results.values()].flatMap((result) => {
      const pupil = pupils.get(result.pupilId);
      return pupil === undefined ? [] : [resultOf(result, pupil, apart)];
    }),
  };
}

function resultOf({ resultId, source, ...result }: BroughtInResult, pupil: string, apart: boolean): Result {
  const { status, score, scoredOn: date, flags } = result;
  return {
    sourcedId: apart ? resultId : sourcedIdOf(resultId, source),
    ...{ pupil, status: statuses[status], score, date },
    ...{ text: openText(result.textScore), comment: openText(result.comment) },
    flags: new Set<ResultFlag>(flags),
  };
}

import type { PersonId, RosterChangeId, SchoolId, SchoolYearId } from '@peremena/events';
import { unfinishedChanges, type UnfinishedChange } from '@peremena/projections/queries';
import { Refusal } from './core/decider.ts';
import type { Parts } from './core/parts.ts';
import { finishRosterChange } from './roster/carry-out.ts';
import { finishYear } from './roster/year-carry-out.ts';

type Working = Pick<Parts, 'store' | 'commands' | 'clock' | 'sql' | 'log' | 'once' | 'facts' | 'waitFor'>;

async function finish(parts: Working, { kind, schoolId: school, objectId, changeId }: UnfinishedChange): Promise<void> {
  const schoolId = school as SchoolId;
  if (kind === 'year') {
    const yearId = objectId as SchoolYearId;
    return parts.once(`year ${yearId}`, () => finishYear(parts, { schoolId, yearId }));
  }
  await finishRosterChange(parts, {
    schoolId,
    pupilId: objectId as PersonId,
    changeId: changeId as RosterChangeId,
  });
}

/**
 * Finishes changes over many streams that began some time ago and were cut off: by a kill, or by a lost link to the log. A change that is
 * refused now is taken back whole. Gives how many were finished.
 */
export async function finishUnfinished(parts: Working, olderThanMs: number): Promise<number> {
  const found = await unfinishedChanges(parts.sql, new Date(parts.clock().getTime() - olderThanMs + 1));
  for (const change of found) {
    try {
      await finish(parts, change);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      parts.log.warn({ changeId: change.changeId, code: error.code }, 'a change was taken back');
    }
  }
  return found.length;
}

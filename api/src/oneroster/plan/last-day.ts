import type { Row } from '../reading/table.ts';
import { dateOf } from './cells.ts';

/**
 * Last day of something the bundle marks deleted: its end date, else the day the row was last changed, else today;
 * never before it began.
 */
export function lastDayOf(row: Row, { from, to, today }: { from: string; to: string | null; today: string }): string {
  const lastDay = to ?? changedOn(row) ?? today;
  return lastDay < from ? from : lastDay;
}

/** The day a row was last changed in the system it comes from, null where it does not say. */
export function changedOn(row: Row): string | null {
  const changed = dateOf((row.cells as { dateLastModified?: string }).dateLastModified ?? '');
  return 'date' in changed ? changed.date : null;
}

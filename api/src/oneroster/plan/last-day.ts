import type { Row } from '../reading/table.ts';
import { dateOf } from './cells.ts';

/**
 * Last day of something the bundle marks deleted: its end date, else the day the row was last changed, else today;
 * never before it began.
 */
export function lastDayOf(row: Row, { from, to, today }: { from: string; to: string | null; today: string }): string {
  const changed = dateOf((row.cells as { dateLastModified?: string }).dateLastModified ?? '');
  const lastDay = to ?? ('date' in changed ? changed.date : today);
  return lastDay < from ? from : lastDay;
}

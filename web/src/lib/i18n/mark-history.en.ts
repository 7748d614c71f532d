import type ru from './mark-history.ru.ts';
import type { Like } from './words.ts';

export default {
  title: 'History of a mark',
  back: 'Back to the diary',
  posted: 'Given',
  corrected: 'Corrected',
  withdrawn: 'Taken back',
  by: '{by}, {at}',
  was: 'was',
  now: 'became',
  none: 'no mark',
  reason: 'Reason',
  reasonTypo: 'slip of the pen',
  reasonRetake: 'retake',
  reasonAppeal: 'appeal',
  reasonOther: 'other',
  system: 'School',
  kept: 'A mark can always be corrected, what it was can never be wiped out: all of it stays here.',
  emptyTitle: 'There was no mark',
  emptyText: 'No mark was given at this lesson.',
  current: 'Now',
  weight: 'weight {weight}',
} satisfies Like<typeof ru>;

import type { Bell } from '@peremena/events';
import { defaultBells, shortBells } from '../school/default-bells.ts';
import type { Calendar } from './calendar.ts';
import type { DemoClass } from './school.ts';

/** Bells of the second shift: six lessons of 40 minutes from 14:20. */
export const secondShift: readonly Bell[] = [
  { slot: 1, from: '14:20', to: '15:00' },
  { slot: 2, from: '15:10', to: '15:50' },
  { slot: 3, from: '16:05', to: '16:45' },
  { slot: 4, from: '16:55', to: '17:35' },
  { slot: 5, from: '17:45', to: '18:25' },
  { slot: 6, from: '18:35', to: '19:15' },
];

/** The same on a short day. */
export const secondShort: readonly Bell[] = [
  { slot: 1, from: '14:00', to: '14:30' },
  { slot: 2, from: '14:40', to: '15:10' },
  { slot: 3, from: '15:20', to: '15:50' },
  { slot: 4, from: '16:00', to: '16:30' },
  { slot: 5, from: '16:40', to: '17:10' },
  { slot: 6, from: '17:20', to: '17:50' },
];

/** When it rings for a class on a date. */
export function bellsOn(date: string, { shift }: Pick<DemoClass, 'shift'>, { shortDay }: Calendar): readonly Bell[] {
  if (date === shortDay) return shift === 1 ? shortBells : secondShort;
  return shift === 1 ? defaultBells : secondShift;
}

import type { Bell } from '@peremena/events';

/** Bells of a school that brought none of its own: eight lessons of 45 minutes from 8:30. */
export const defaultBells: readonly Bell[] = [
  { slot: 1, from: '08:30', to: '09:15' },
  { slot: 2, from: '09:25', to: '10:10' },
  { slot: 3, from: '10:25', to: '11:10' },
  { slot: 4, from: '11:30', to: '12:15' },
  { slot: 5, from: '12:35', to: '13:20' },
  { slot: 6, from: '13:30', to: '14:15' },
  { slot: 7, from: '14:25', to: '15:10' },
  { slot: 8, from: '15:20', to: '16:05' },
];

/** The same on a short day: lessons of 30 minutes. */
export const shortBells: readonly Bell[] = [
  { slot: 1, from: '08:30', to: '09:00' },
  { slot: 2, from: '09:10', to: '09:40' },
  { slot: 3, from: '09:50', to: '10:20' },
  { slot: 4, from: '10:35', to: '11:05' },
  { slot: 5, from: '11:20', to: '11:50' },
  { slot: 6, from: '12:00', to: '12:30' },
  { slot: 7, from: '12:40', to: '13:10' },
  { slot: 8, from: '13:20', to: '13:50' },
];

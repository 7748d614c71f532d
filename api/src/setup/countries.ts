import type { Bell } from '@peremena/events';
import { defaultBells } from '../school/default-bells.ts';
import type { Country } from './commands.ts';

/** A school day: when the first lesson begins, how long each lasts, and the minutes between them. */
function day(begins: string, lesson: number, breaks: readonly number[]): readonly Bell[] {
  const [hour = 0, minute = 0] = begins.split(':').map(Number);
  let at = hour * 60 + minute;
  return [0, ...breaks].map((pause, index) => {
    const from = at + pause;
    at = from + lesson;
    return { slot: index + 1, from: clock(from), to: clock(at) };
  });
}

const clock = (minutes: number): string =>
  [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');

/** The usual school day of a country: what a school begins with, not what it has to keep. */
export const bellsOf: Readonly<Record<Country, readonly Bell[]>> = {
  RU: defaultBells,
  BY: day('08:00', 45, [10, 15, 15, 10, 10, 10, 10]),
  KZ: day('08:00', 45, [5, 10, 10, 5, 5, 5, 5]),
  DE: day('08:00', 45, [5, 20, 5, 15, 5, 45, 5]),
  GB: day('08:50', 60, [0, 20, 0, 60]),
  US: day('08:00', 50, [5, 5, 5, 40, 5, 5]),
  other: day('08:30', 45, [10, 10, 20, 10, 10, 10, 10]),
};

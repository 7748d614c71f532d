/** A run of neighbouring lessons of one month. */
export interface MonthRun {
  readonly month: string;
  readonly length: number;
}

/** Months over the columns; `name` writes the month of a date. */
export function monthsOf(dates: readonly string[], name: (date: string) => string): MonthRun[] {
  const runs: { month: string; key: string; length: number }[] = [];
  for (const date of dates) {
    const last = runs.at(-1);
    if (last?.key === date.slice(0, 7)) last.length += 1;
    else runs.push({ month: name(date), key: date.slice(0, 7), length: 1 });
  }
  return runs.map(({ month, length }) => ({ month, length }));
}

/** Whether a month begins here that is not the first one shown. */
export function isFirstOfMonth(dates: readonly string[], column: number): boolean {
  return column > 0 && dates[column - 1]?.slice(0, 7) !== dates[column]?.slice(0, 7);
}

/** Where the focus starts: the lesson asked for, else the last one up to today, else the first. */
export function startColumn(
  lessons: readonly { id: string; date: string }[],
  today: string,
  asked: string | null,
): number {
  const wanted = lessons.findIndex(({ id }) => id === asked);
  if (wanted >= 0) return wanted;
  return Math.max(
    0,
    lessons.findLastIndex(({ date }) => date <= today),
  );
}

/** Lessons worth a column: all given so far and the next few; the rest of the term is still empty. */
export function shownLessons<L extends { id: string; date: string; work: unknown }>(
  lessons: readonly L[],
  today: string,
  asked: string | null,
): L[] {
  const ahead = 2;
  const given = lessons.findLastIndex(({ id, date }) => date <= today || id === asked) + 1;
  return lessons.slice(0, given + ahead);
}

/** Whether a neighbour has the same date: two lessons of one day are told apart by their slot. */
export function isDoubled(lessons: readonly { date: string }[], column: number): boolean {
  const { date } = lessons[column] ?? { date: '' };
  return lessons[column - 1]?.date === date || lessons[column + 1]?.date === date;
}

/** Days on which a person teaches a group; both inclusive, null: still. */
export interface Teaches {
  readonly teacherId: string;
  readonly from: string;
  readonly to: string | null;
}

/**
 * Who gives a lesson of a group on a date that was planned for a teacher: the successor, where that teacher taught the group until before then and
 * one other took over since. A teacher who never taught the group was chosen for the lesson on purpose and stays, and so does one of whom it is not
 * plain who follows.
 */
export function teacherOn(teaching: readonly Teaches[], planned: string, date: string): string {
  const holds = ({ from, to }: Teaches) => from <= date && (to === null || date <= to);
  const own = teaching.filter(({ teacherId }) => teacherId === planned);
  const left = own
    .flatMap(({ to }) => (to !== null && to < date ? [to] : []))
    .toSorted()
    .at(-1);
  if (left === undefined || own.some(holds)) return planned;
  const now = teaching.filter(holds);
  const since = now.filter(({ from }) => from > left);
  const [only, ...more] = now.length === 1 ? now : since;
  return only && more.length === 0 ? only.teacherId : planned;
}

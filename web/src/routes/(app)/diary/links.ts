export interface DiaryPlace {
  readonly child: string;
  readonly on: string;
  readonly view: 'day' | 'week';
}

/** Address of a place of the diary. */
export function diaryHref(place: DiaryPlace, change: Partial<DiaryPlace> = {}): string {
  const { child, on, view } = { ...place, ...change };
  return `/diary?${new URLSearchParams({ child, on, view })}`;
}

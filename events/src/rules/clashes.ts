/** What a lesson takes up, as far as clashes go. `day` is a date or a day of the week; times are `HH:MM` of one clock. */
export interface Occupation {
  readonly id: string;
  readonly day: string;
  readonly from: string;
  readonly to: string;
  readonly groupId: string;
  readonly teacherIds: readonly string[];
  /** Null: nowhere in particular, which never clashes. */
  readonly room: string | null;
  /** The lesson it is given together with. */
  readonly together?: string | null;
}

/** Two lessons that want one teacher, one room, or one pupil at once. `first` begins no later than `second`. */
export interface Clash {
  readonly kind: 'teacher' | 'room' | 'group';
  readonly first: string;
  readonly second: string;
  /** The teacher, the room, or the group of the second lesson. */
  readonly over: string;
}

/** For each group the groups it shares a pupil with; a group always meets itself and need not be named. */
export type SharedPupils = ReadonlyMap<string, ReadonlySet<string>>;

/** How many lessons a room takes at once; one where it is not named. */
export type RoomsTake = ReadonlyMap<string, number>;

/**
 * Every clash among the lessons of one school: pairs that overlap in time and want the same teacher, room or pupil. Lessons that only
 * touch (one ends when the next begins) do not overlap, and a room that takes several lessons clashes only with one more than it takes.
 * Time grows with the lessons that are under way at once, not with all pairs.
 */
export function clashesAmong(
  lessons: readonly Occupation[],
  shared: SharedPupils,
  rooms: RoomsTake = new Map(),
): readonly Clash[] {
  const ordered = lessons.toSorted(
    (a, b) => compare(a.day, b.day) || compare(a.from, b.from) || compare(a.to, b.to) || compare(a.id, b.id),
  );
  const clashes: Clash[] = [];
  let underWay: Occupation[] = [];
  for (const lesson of ordered) {
    underWay = underWay.filter((other) => other.day === lesson.day && lesson.from < other.to);
    for (const other of underWay) clashes.push(...clashesOf(other, lesson, shared));
    if (lesson.from < lesson.to) underWay.push(lesson);
  }
  return beyondRooms(clashes, rooms);
}

/** The clashes of one lesson with others, before it is saved there. */
export function clashesWith(
  wanted: Occupation,
  others: readonly Occupation[],
  shared: SharedPupils,
  rooms: RoomsTake = new Map(),
): readonly Clash[] {
  const clashes = others
    .filter((other) => other.id !== wanted.id && overlap(other, wanted))
    .flatMap((other) =>
      compare(other.from, wanted.from) <= 0 ? clashesOf(other, wanted, shared) : clashesOf(wanted, other, shared),
    );
  return beyondRooms(clashes, rooms);
}

/** The clashes without those over a room that takes both lessons and all that meet them there. */
function beyondRooms(clashes: readonly Clash[], rooms: RoomsTake): readonly Clash[] {
  const within = new Map<string, number>();
  for (const { kind, first, second } of clashes) {
    if (kind !== 'room') continue;
    for (const id of [first, second]) within.set(id, (within.get(id) ?? 1) + 1);
  }
  const most = ({ first, second }: Clash) => Math.max(within.get(first) ?? 0, within.get(second) ?? 0);
  return clashes.filter((clash) => clash.kind !== 'room' || most(clash) > (rooms.get(clash.over) ?? 1));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const overlap = (a: Occupation, b: Occupation): boolean => a.day === b.day && a.from < b.to && b.from < a.to;

/** Given as one: by one teacher in one room, on purpose. */
const merged = (a: Occupation, b: Occupation): boolean =>
  a.together === b.id || b.together === a.id || (typeof a.together === 'string' && a.together === b.together);

function clashesOf(first: Occupation, second: Occupation, shared: SharedPupils): Clash[] {
  if (merged(first, second)) return [];
  const pair = { first: first.id, second: second.id };
  const clashes: Clash[] = first.teacherIds
    .filter((teacher) => second.teacherIds.includes(teacher))
    .map((over) => ({ kind: 'teacher', ...pair, over }));
  if (first.room !== null && first.room === second.room) clashes.push({ kind: 'room', ...pair, over: first.room });
  if (first.groupId === second.groupId || shared.get(first.groupId)?.has(second.groupId)) {
    clashes.push({ kind: 'group', ...pair, over: second.groupId });
  }
  return clashes;
}

import type { StreamEvent } from '@peremena/events/store';
import { takesBack, thingOf } from './things.ts';

/** Why something stays: what stands on it. Each is a sentence of `reasons`. */
export type Standing =
  | 'undo_marks'
  | 'undo_results'
  | 'undo_lessons'
  | 'undo_absence'
  | 'undo_timetable'
  | 'undo_consent'
  | 'undo_request'
  | 'undo_acted'
  | 'undo_signed_in'
  | 'undo_import'
  | 'undo_changed'
  | 'undo_kept';

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** What an event says stands on the things it speaks of, by the category of its stream. */
const byCategory: Readonly<Record<string, Standing>> = {
  journal: 'undo_marks',
  lesson: 'undo_lessons',
  absence: 'undo_absence',
  timetable: 'undo_timetable',
  consent: 'undo_consent',
  wording: 'undo_consent',
  request: 'undo_request',
  account: 'undo_signed_in',
  notices: 'undo_signed_in',
};

const byType: Readonly<Record<string, Standing>> = {
  WorkBroughtIn: 'undo_results',
  ResultBroughtIn: 'undo_results',
  BroughtInResultCorrected: 'undo_results',
};

// A machine's note that a timetable was carried out: what came of it are events of lessons.
const notes: ReadonlySet<string> = new Set(['TimetableCarriedOut', 'LessonsRecheckAsked']);

type Seen = Pick<StreamEvent, 'id' | 'type' | 'stream' | 'data' | 'metadata'>;

/** A thing among others: alone, within a school, or together with one other thing. */
export const within = (id: string, school: string): string => `${id} in ${school}`;
export const together = (a: string, b: string): string => (a < b ? `${a} with ${b}` : `${b} with ${a}`);

/**
 * What the log says after an import, by the things it stands on. Only things the import touched are kept, and of each only what was said first, so
 * that a year of marks takes no more room than the first of them.
 */
export class LaterFacts {
  readonly #touched: ReadonlySet<string>;
  readonly #firm = new Map<string, Standing>();
  /** What a later event can take back again, by the thing. */
  readonly #loose = new Map<string, Map<string, Standing>>();

  #all: Map<string, Standing> | null = null;

  constructor(touched: ReadonlySet<string>) {
    this.#touched = touched;
  }

  /**
   * Takes up a later event of somebody else. `undoes`: it is part of undoing another import, so that its thing is as before again. `imports`: another
   * import made it.
   */
  see(event: Seen, { undoes, imports }: { readonly undoes: boolean; readonly imports: boolean }): void {
    if (notes.has(event.type)) return;
    this.#all = null;
    const thing = thingOf(event);
    if (thing !== null && (undoes || takesBack(event))) {
      this.#loose.delete(thing);
      return;
    }
    const keys = this.#keysOf(event);
    if (keys.length === 0) return;
    const said = byCategory[event.stream.slice(0, event.stream.indexOf('-'))] ?? 'undo_changed';
    const standing = byType[event.type] ?? (imports ? 'undo_import' : said);
    if (thing === null) {
      for (const { key, acted } of keys) if (!this.#firm.has(key)) this.#firm.set(key, acted ? 'undo_acted' : standing);
    } else {
      const loose = this.#loose.get(thing) ?? new Map<string, Standing>();
      for (const { key, acted } of keys) if (!loose.has(key)) loose.set(key, acted ? 'undo_acted' : standing);
      this.#loose.set(thing, loose);
    }
  }

  /** Something outside the log stands on a thing. */
  mark(id: string, standing: Standing): void {
    for (const known of [this.#firm, this.#all]) if (known && !known.has(id)) known.set(id, standing);
  }

  /** An event of the import itself stays: what it speaks of has to stay with it. */
  keep(event: Seen): void {
    this.#all ??= this.#together();
    for (const { key } of this.#keysOf(event))
      for (const known of [this.#firm, this.#all]) if (!known.has(key)) known.set(key, 'undo_kept');
  }

  /** What stands on any of these, null where nothing does. */
  on(keys: readonly string[]): Standing | null {
    this.#all ??= this.#together();
    for (const key of keys) {
      const standing = this.#all.get(key);
      if (standing) return standing;
    }
    return null;
  }

  #together(): Map<string, Standing> {
    const all = new Map(this.#firm);
    for (const loose of this.#loose.values())
      for (const [key, standing] of loose) if (!all.has(key)) all.set(key, standing);
    return all;
  }

  #keysOf(event: Seen): readonly { readonly key: string; readonly acted: boolean }[] {
    const { data, stream, metadata } = event;
    const named = new Set(`${stream} ${JSON.stringify(data)}`.match(uuid)?.filter((id) => this.#touched.has(id)));
    const actor = metadata.actorId !== null && this.#touched.has(metadata.actorId) ? metadata.actorId : null;
    if (named.size === 0 && actor === null) return [];
    const school = (data as { schoolId?: string })['schoolId'] ?? metadata.schoolId;
    const fields = data as Readonly<Record<string, unknown>>;
    const wholes = ['groupId', 'classId', 'guardianId']
      .map((field) => fields[field])
      .filter((id): id is string => typeof id === 'string' && named.has(id));
    const of = (id: string, acted: boolean) => [
      { key: id, acted },
      ...(school ? [{ key: within(id, school), acted }] : []),
    ];
    return [
      ...[...named].flatMap((id) => [
        ...of(id, false),
        ...wholes.filter((whole) => whole !== id).map((whole) => ({ key: together(whole, id), acted: false })),
        ...(actor !== null && actor !== id ? [{ key: together(actor, id), acted: true }] : []),
      ]),
      ...(actor !== null && !named.has(actor) ? of(actor, true) : []),
    ];
  }
}

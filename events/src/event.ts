import * as v from 'valibot';
import { CommandId, type EventId, PersonId, SchoolId, Uuid } from './ids.ts';
import { personalMark, type PersonalMark } from './personal.ts';

/** Roles a person can act in; the fact that grants the role is named beside it in the metadata. */
export const roles = ['pupil', 'guardian', 'teacher', 'tutor', 'head', 'admin', 'system'] as const;
export type Role = (typeof roles)[number];

/** Who did what, as whom, when by our own clock, and on whose command. Never holds personal data. */
export const Metadata = v.strictObject({
  commandId: CommandId,
  correlationId: Uuid,
  causationId: Uuid,
  actorId: v.nullable(PersonId),
  actingAs: v.strictObject({ role: v.picklist(roles), fact: v.nullable(Uuid) }),
  schoolId: v.nullable(SchoolId),
  at: v.pipe(v.string(), v.isoTimestamp()),
  schemaVersion: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
});
export type Metadata = v.InferOutput<typeof Metadata>;

type Entries = v.ObjectEntries;

/** A kind of event: its name in school language, the version of its shape, and that shape. */
export interface EventKind<Type extends string = string, E extends Entries = Entries> {
  readonly type: Type;
  readonly version: number;
  readonly schema: v.StrictObjectSchema<E, undefined>;
  /** Field name to the key it is sealed under. */
  readonly personal: Readonly<Record<string, PersonalMark>>;
}

/** Declares a kind of event. `type` is past tense and tells a story: `MarkPosted`, not `MarkUpdated`. */
export function event<const Type extends string, const E extends Entries>(
  type: Type,
  version: number,
  entries: E,
): EventKind<Type, E> {
  const found = Object.entries(entries).flatMap(([field, schema]) => {
    const mark = personalMark(schema);
    return mark ? [[field, mark] as const] : [];
  });
  return { type, version, schema: v.strictObject(entries), personal: Object.fromEntries(found) };
}

type DataOf<K> = K extends EventKind<string, infer E> ? v.InferOutput<v.StrictObjectSchema<E, undefined>> : never;

/** The value of an event kind: what a decider returns and a projection receives. */
export type EventOf<K extends EventKind> =
  K extends EventKind<infer Type, Entries> ? { readonly type: Type; readonly data: DataOf<K> } : never;

/** An event as its stream gave it back. `revision` counts in the stream from 0. */
export type InStream<E extends { type: string; data: unknown }> = E & {
  readonly id: EventId;
  readonly stream: string;
  readonly revision: bigint;
  readonly metadata: Metadata;
};

/** An event as the log gave it back, with its place there: `position` grows from event to event, not by one. */
export type Recorded<E extends { type: string; data: unknown }> = InStream<E> & { readonly position: bigint };

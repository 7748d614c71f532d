import { erased, isSealed, kindOf, type AnyEvent, type PersonalMark, type Sealed } from '../index.ts';
import { SealBroken } from './errors.ts';
import type { JsonObject, JsonValue } from './event-store.ts';
import { ownerName, type KeyOwner, type Keys, type Vault } from './vault.ts';
import { unwrap, wrap } from './wrap.ts';

/** Something with the type and data of an event. */
interface Typed {
  readonly type: string;
  readonly data: unknown;
}

/** An event whose personal fields are sealed: fit for the log. */
export interface SealedEvent {
  readonly type: AnyEvent['type'];
  readonly data: JsonObject;
}

/**
 * Seals the personal fields of events on their way into `stream`, making keys that are missing. A field whose key was destroyed is stored
 * as erased; null, sealed and erased values stay as they are.
 */
export async function sealEvents(
  vault: Vault,
  stream: string,
  events: readonly AnyEvent[],
): Promise<readonly SealedEvent[]> {
  const fields = events.map(openFields);
  const owners = fields.flat().map(({ owner }) => owner);
  const keys: Keys = owners.length > 0 ? await vault.findOrMake(owners) : new Map();
  return events.map((event, index) => {
    const data = { ...event.data } as Record<string, JsonValue>;
    for (const { field, owner, value } of fields[index]!) {
      const key = keys.get(ownerName(owner));
      if (!key) throw new SealBroken(`no key for ${ownerName(owner)}`);
      if (key === 'destroyed') {
        data[field] = { ...erased };
        continue;
      }
      const bytes = wrap(key.secret, Buffer.from(value), place(stream, event.type, field, owner)).toString('base64');
      data[field] = { $sealed: { subject: owner.person, class: owner.dataClass, key: key.version, bytes } };
    }
    return { type: event.type, data };
  });
}

/**
 * Opens the personal fields of stored events, their keys fetched in one query; what was sealed under a destroyed key comes back as erased.
 * Throws `SealBroken` for bytes that were changed or moved, and for a key this vault never had.
 */
export async function openEvents<E extends Typed & { readonly stream: string }>(
  vault: Vault,
  events: readonly E[],
): Promise<readonly E[]> {
  const fields = events.map(sealedFields);
  const owners = fields.flat().map(({ owner }) => owner);
  if (owners.length === 0) return events;
  const keys = await vault.find(owners);
  return events.map((event, index) => {
    if (fields[index]!.length === 0) return event;
    const data = { ...(event.data as Record<string, unknown>) };
    for (const { field, owner, sealed } of fields[index]!) data[field] = openField(keys, event, field, owner, sealed);
    return { ...event, data };
  });
}

function openField(
  keys: Keys,
  event: Typed & { readonly stream: string },
  field: string,
  owner: KeyOwner,
  sealed: Sealed,
): unknown {
  const key = keys.get(ownerName(owner));
  if (key === 'destroyed') return erased;
  if (!key || key.version !== sealed.$sealed.key)
    throw new SealBroken(`the vault has no key ${sealed.$sealed.key} of ${ownerName(owner)}`);
  try {
    return unwrap(
      key.secret,
      Buffer.from(sealed.$sealed.bytes, 'base64'),
      place(event.stream, event.type, field, owner),
    ).toString();
  } catch (error) {
    throw new SealBroken(`${event.type}.${field} of ${event.stream} cannot be opened`, { cause: error });
  }
}

/** What a sealed field is bound to: moved to another category, type, field, person or class it does not open. */
function place(stream: string, type: string, field: string, { person, dataClass }: KeyOwner): string {
  return [stream.slice(0, stream.indexOf('-')), type, field, person, dataClass].join('/');
}

function openFields({ type, data }: AnyEvent): { field: string; owner: KeyOwner; value: string }[] {
  const values = data as Readonly<Record<string, unknown>>;
  return Object.entries(kindOf(type)?.personal ?? {}).flatMap(([field, mark]) => {
    const value = values[field];
    return typeof value === 'string' ? [{ field, owner: ownerOf(mark, values), value }] : [];
  });
}

function ownerOf({ subject, dataClass }: PersonalMark, values: Readonly<Record<string, unknown>>): KeyOwner {
  const person = values[subject];
  if (typeof person !== 'string') throw new SealBroken(`the field ${subject} names no person`);
  return { person, dataClass };
}

/** By the stored form alone: an old event may have fields that today's schema no longer has. */
function sealedFields({ type, data }: Typed): { field: string; owner: KeyOwner; sealed: Sealed }[] {
  const values = data as Readonly<Record<string, unknown>>;
  return Object.entries(values).flatMap(([field, value]) => {
    if (!isSealed(value)) return [];
    const { subject, class: dataClass } = value.$sealed;
    const mark = kindOf(type)?.personal[field];
    if (mark && values[mark.subject] !== subject)
      throw new SealBroken(`${type}.${field} speaks of another person than its event`);
    return [{ field, owner: { person: subject, dataClass }, sealed: value }];
  });
}

import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import * as v from 'valibot';
import { catalogue, kindOf } from './catalogue.ts';
import {
  createDecoder,
  decode,
  EventUnreadable,
  UnknownEventType,
  UnknownEventVersion,
  type Undecoded,
} from './decode.ts';
import { event, Metadata, type EventKind } from './event.ts';

const folder = new URL('../samples/', import.meta.url);
const kinds: readonly EventKind[] = Object.values(catalogue).flat();
const names = (await readdir(folder)).map((file) => file.replace(/\.json$/, '')).sort();
const samples = new Map(await Promise.all(names.map(async (name) => [name, await sample(name)] as const)));

/** One stored example of every version ever released; T17. */
function everySampleDecodes(found: ReadonlyMap<string, Undecoded>, known: readonly EventKind[]): void {
  for (const { type, version } of known)
    if (!found.has(`${type}.v${version}`)) throw new Error(`no sample of ${type}.v${version}`);
  for (const [name, stored] of found) {
    const { type, data } = decode(stored);
    v.parse(Metadata, stored.metadata);
    v.parse(kindOf(type)!.schema, data);
    if (name !== `${stored.type}.v${stored.metadata.schemaVersion}`) throw new Error(`${name} holds another event`);
  }
}

describe('T17: what was ever stored', () => {
  test('is decoded today', () => everySampleDecodes(samples, kinds));

  test('planted fault: a kind without a sample is found out', () => {
    const added = event('LessonPostponed', 1, {}) as unknown as EventKind;
    expect(() => everySampleDecodes(samples, [...kinds, added])).toThrow('no sample of LessonPostponed.v1');
  });

  test('planted fault: a sample that no longer decodes is found out', () => {
    const stored = samples.get('MarkPosted.v1')!;
    const broken = new Map(samples).set('MarkPosted.v1', { ...stored, data: { ...(stored.data as object), value: 5 } });
    expect(() => everySampleDecodes(broken, kinds)).toThrow(EventUnreadable);
  });
});

describe('decoding', () => {
  const stored = samples.get('SchoolRenamed.v1')!;

  test('names an unknown type, an unknown version and a broken field, never a value', () => {
    expect(() => decode({ ...stored, type: 'SchoolMoved' })).toThrow(UnknownEventType);
    expect(() => decode({ ...stored, metadata: { ...stored.metadata, schemaVersion: 2 } })).toThrow(
      UnknownEventVersion,
    );
    const broken = { ...stored, data: { ...(stored.data as object), title: 'тайна\u0007' } };
    expect(() => decode(broken)).toThrow(EventUnreadable);
    expect(() => decode(broken)).toThrow(/SchoolRenamed is not readable at title$/);
  });

  test('leads an old version to the one of today, step by step', () => {
    const today = event('SchoolTitled', 3, { title: v.string(), short: v.string() }) as unknown as EventKind;
    const upcast = createDecoder((type) => (type === 'SchoolTitled' ? today : undefined), {
      'SchoolRenamed.v1': ({ title }) => ({ type: 'SchoolTitled', version: 2, data: { title } }),
      'SchoolTitled.v2': ({ title }) => ({
        type: 'SchoolTitled',
        version: 3,
        data: { title, short: (title as string).slice(0, 2) },
      }),
    });
    expect(upcast({ ...stored, data: { title: 'Школа' } })).toMatchObject({
      type: 'SchoolTitled',
      data: { title: 'Школа', short: 'Шк' },
    });
  });
});

async function sample(name: string): Promise<Undecoded & { readonly position: bigint }> {
  const raw = JSON.parse(await readFile(new URL(`${name}.json`, folder), 'utf8')) as Undecoded & {
    revision: string;
    position: string;
  };
  return { ...raw, revision: BigInt(raw.revision), position: BigInt(raw.position) };
}

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { OvertakingStretch } from '../../test/faults.ts';
import { RowRefused, Stretch } from './merge.ts';
import {
  increment,
  insert,
  patch,
  patchWhere,
  projection,
  remove,
  upsert,
  type Projection,
  type RowOperation,
} from './projection.ts';
import { MemoryTable } from './specification.ts';

const model: Projection = projection({
  name: 'things',
  version: 1,
  columns: { id: 'int', kind: 'text', count: 'int', word: 'text' },
  key: ['id'],
  secondaryKey: ['kind'],
  handlers: {},
  topics: () => [],
});

const key = fc.integer({ min: 1, max: 4 }).map((id) => ({ id }));
const word = fc.constantFrom('a', 'b', 'c');
const row = fc.record({
  id: fc.integer({ min: 1, max: 4 }),
  kind: fc.constantFrom('x', 'y'),
  count: fc.integer({ min: 0, max: 9 }),
  word,
});
const one: fc.Arbitrary<RowOperation> = fc.oneof(
  row.map(upsert),
  row.map(insert),
  fc.tuple(key, word).map(([at, value]) => patch(at, { word: value })),
  fc.tuple(key, fc.integer({ min: 0, max: 9 })).map(([at, count]) => patch(at, { count })),
  fc.tuple(key, fc.integer({ min: -3, max: 3 })).map(([at, count]) => increment(at, { count })),
  key.map(remove),
);
const where = fc.tuple(fc.constantFrom('x', 'y'), word).map(([kind, value]) => [patchWhere({ kind }, { word: value })]);
const events = fc.array(
  fc.oneof({ weight: 4, arbitrary: fc.array(one, { minLength: 1, maxLength: 3 }) }, { weight: 1, arbitrary: where }),
  { maxLength: 25 },
);

type Make = (of: Projection) => Stretch;

/** Carries the events out in stretches of at most `size`; one that is refused is left out whole. */
function carriedOut(list: readonly (readonly RowOperation[])[], size: number, make: Make) {
  const table = new MemoryTable(model);
  const refused: number[] = [];
  const carry = (from: number, to: number): void => {
    let stretch = make(model);
    let begin = from;
    for (let at = from; at <= to; at += 1) {
      const operations = at < to ? list[at] : undefined;
      if (operations && stretch.takes(operations)) {
        try {
          stretch.add(operations);
          continue;
        } catch (error) {
          if (!(error instanceof RowRefused)) throw error;
          return skip(begin, at, to);
        }
      }
      try {
        table.carryOut(stretch);
      } catch (error) {
        if (!(error instanceof RowRefused)) throw error;
        if (at - begin === 1) refused.push(begin);
        else for (let single = begin; single < at; single += 1) carry(single, single + 1);
      }
      if (!operations) return;
      stretch = make(model);
      begin = at;
      at -= 1;
    }
  };
  const skip = (begin: number, at: number, to: number): void => {
    carry(begin, at);
    if (at > begin) carry(at, at + 1);
    else refused.push(at);
    carry(at + 1, to);
  };
  for (let from = 0; from < list.length; from += size) carry(from, Math.min(list.length, from + size));
  return { rows: table.rows(), refused: refused.toSorted((a, b) => a - b) };
}

/** Any batching gives what one event at a time gives: rows and refusals. */
function checkBatching(make: Make): void {
  fc.assert(
    fc.property(events, fc.integer({ min: 2, max: 25 }), (list, size) => {
      expect(carriedOut(list, size, make)).toEqual(carriedOut(list, 1, (of) => new Stretch(of)));
    }),
    { numRuns: 500 },
  );
}

test('operations merged into stretches of any size do what they do one event at a time', () =>
  checkBatching((of) => new Stretch(of)));

test('planted fault: a stretch that lets patches by the secondary key overtake is found out', () => {
  expect(() => checkBatching((of) => new OvertakingStretch(of))).toThrow();
});

test('a patch by the secondary key must name all of it, set none of it, and stand in no company but inserts', () => {
  expect(() => new Stretch(model).add([patchWhere({}, { word: 'a' })])).toThrow(RowRefused);
  expect(() => new Stretch(model).add([patchWhere({ kind: 'x' }, { kind: 'y' })])).toThrow(RowRefused);
  expect(() => new Stretch(model).add([patchWhere({ kind: 'x' }, { word: 'y' }), remove({ id: 1 })])).toThrow(
    RowRefused,
  );
  const { secondaryKey: _, ...without } = model;
  expect(() => new Stretch(without).add([patchWhere({ kind: 'x' }, { word: 'y' })])).toThrow(RowRefused);
});

import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestReadModels } from '../../test/read-models.ts';
import type { Sql } from './connection.ts';
import { Lane, type Met } from './lane.ts';
import { Stretch } from './merge.ts';
import { increment, insert, patch, patchWhere, projection, remove, upsert, type RowOperation } from './projection.ts';
import { MemoryTable } from './specification.ts';

const model = projection({
  name: 'things',
  version: 1,
  columns: {
    id: 'int',
    kind: 'text',
    count: 'int',
    word: 'text',
    doc: 'jsonb',
    list: 'text[]',
    day: 'date',
    flag: 'boolean',
  },
  key: ['id'],
  secondaryKey: ['kind'],
  handlers: {},
  topics: () => [],
});

let sql: Sql;
beforeAll(async () => {
  ({ sql } = await openTestReadModels([]));
  await sql.unsafe(
    `create table things_v1 (id int primary key, kind text, count int, word text, doc jsonb, list text[], day date, flag boolean)`,
  );
});
afterAll(() => sql.end());

const word = fc.constantFrom(
  '',
  'a,b',
  '"',
  '\\',
  '{}',
  'NULL',
  'null',
  "'; drop table things_v1; --",
  'Ё\n\t',
  '😀',
  '(1,2)',
);
const row = fc.record({
  id: fc.integer({ min: 1, max: 6 }),
  kind: fc.constantFrom('x', 'y{'),
  count: fc.option(fc.integer({ min: -5, max: 5 })),
  word: fc.option(word),
  doc: fc.option(fc.record({ word, deep: fc.array(word) })),
  list: fc.option(fc.array(word, { maxLength: 3 })),
  day: fc.option(fc.constantFrom('2024-02-29', '1900-01-01', '2199-12-31')),
  flag: fc.option(fc.boolean()),
});
const key = fc.integer({ min: 1, max: 6 }).map((id) => ({ id }));
const operation: fc.Arbitrary<RowOperation> = fc.oneof(
  row.map(upsert),
  row.map(insert),
  fc.tuple(key, word).map(([at, value]) => patch(at, { word: value })),
  fc.tuple(key, row).map(([at, { doc, list, flag }]) => patch(at, { doc, list, flag })),
  fc.tuple(key, fc.integer({ min: -3, max: 3 })).map(([at, count]) => increment(at, { count })),
  key.map(remove),
  fc.tuple(fc.constantFrom('x', 'y{'), word).map(([kind, value]) => patchWhere({ kind }, { word: value })),
);

test('statements do in Postgres what stretches do in memory, whatever the values', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(operation, { maxLength: 20 }),
      fc.integer({ min: 1, max: 20 }),
      async (operations, size) => {
        await sql`truncate things_v1, parked_events`;
        await sql`insert into checkpoints values ('things_v1', 0) on conflict (read_model) do update set position = 0`;
        const lane = new Lane(sql, model);
        const memory = new MemoryTable(model);
        const met = operations.map((one, at): Met => {
          const place = {
            stream: `stream-${at}`,
            position: BigInt(at + 1),
            id: '00000000-0000-4000-8000-000000000000',
            type: 'Thing',
          };
          return { ...place, operations: [one] };
        });
        for (let from = 0; from < met.length; from += size) {
          const page = met.slice(from, from + size);
          await lane.write(page, BigInt(from + page.length));
        }
        for (const one of operations) {
          const stretch = new Stretch(model);
          stretch.add([one]);
          try {
            memory.carryOut(stretch);
          } catch {
            // Parked by the lane.
          }
        }
        const rows = await sql<{ row: unknown }[]>`select to_jsonb(t) as row from things_v1 t order by id`;
        expect(rows.map((one) => one.row)).toEqual(memory.rows());
      },
    ),
    { numRuns: 60 },
  );
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestReadModels } from '../../test/read-models.ts';
import { groupMembers } from '../group-members/project.ts';
import { liveSchema, type Sql } from './connection.ts';
import { prepareTables } from './tables.ts';

let sql: Sql;
beforeAll(async () => {
  ({ sql } = await openTestReadModels([groupMembers]));
});
afterAll(() => sql.end());

const indexes = async (): Promise<readonly string[]> =>
  (
    await sql<{ name: string }[]>`
      select c.relname as name from pg_index i join pg_class c on c.oid = i.indexrelid
      where i.indrelid = 'group_members_v1'::regclass order by 1`
  ).map(({ name }) => name);

type Prepare = (sql: Sql) => Promise<unknown>;

/** A table that was made before an index was thought of: after a start it has it, once, and its rows. */
async function upgraded(prepare: Prepare): Promise<{ indexes: readonly string[]; rows: number }> {
  await prepareTables(sql, liveSchema, [groupMembers]);
  await sql`drop index group_members_v1_school`;
  await sql`insert into group_members_v1 values (gen_random_uuid(), gen_random_uuid(), '2026-09-01', null, gen_random_uuid())`;
  await prepare(sql);
  await prepare(sql);
  const rows = await sql`delete from group_members_v1 returning 1`;
  return { indexes: await indexes(), rows: rows.length };
}

const whole = {
  indexes: ['group_members_v1_pkey', 'group_members_v1_pupil_id_idx', 'group_members_v1_school'],
  rows: 1,
};

test('an index that came later is made where the table stands, and its rows stay', async () => {
  expect(await upgraded((on) => prepareTables(on, liveSchema, [groupMembers]))).toEqual(whole);
});

test('planted fault: a start that looks at tables alone', async () => {
  const tablesAlone: Prepare = (on) => on`create table if not exists group_members_v1 (group_id uuid)`;
  expect(await upgraded(tablesAlone)).not.toEqual(whole);
});

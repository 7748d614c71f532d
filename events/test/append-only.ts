import assert from 'node:assert/strict';
import postgres from 'postgres';

const changes = [
  `update log.events set type = 'Forged'`,
  `update log.events set revision = revision + 1000`,
  `delete from log.events`,
  `truncate log.events`,
  `truncate log.events cascade`,
  `with gone as (delete from log.events returning *) select count(*) from gone`,
  `merge into log.events e using (select 1) one on true when matched then delete`,
];

const takeovers = [
  `insert into log.events (position, stream, revision, id, type, data, metadata)
   values (0, 'school-0', 0, gen_random_uuid(), 'Forged', '{}', '{}')`,
  `update log.head set position = 0`,
  `alter table log.events disable trigger all`,
  `drop trigger events_append_only on log.events`,
  `drop table log.events`,
  `create or replace function log.refuse_change() returns trigger language plpgsql as 'begin return old; end'`,
  `set session_replication_role = replica`,
  `set role peremena_owner`,
];

/** T08: a login of this role can neither change the log nor take the means to. `owner` stands for whoever migrates. */
export async function cannotChange(
  url: string,
  role: 'peremena_writer' | 'peremena_reader' | 'peremena_owner',
): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    const before = await content(sql);
    assert.notEqual(before, '[]', 'there must be something to change');
    for (const change of role === 'peremena_owner' ? changes : [...changes, ...takeovers]) {
      await sql.unsafe(change).then(
        () => assert.fail(`${role} may: ${change}`),
        (error: unknown) =>
          assert.ok(error instanceof postgres.PostgresError && error.code === '42501', `${change}: ${String(error)}`),
      );
    }
    assert.equal(await content(sql), before);
  } finally {
    await sql.end();
  }
}

async function content(sql: postgres.Sql): Promise<string> {
  return JSON.stringify([...(await sql`select * from log.events order by position`)]);
}

/** Makes a login that is a member of `role` and nothing else; gives its address. */
export async function loginOf(url: string, role: string): Promise<string> {
  const admin = postgres(url, { max: 1 });
  const name = `${role}_${new URL(url).pathname.slice(1)}`;
  await admin.unsafe(`create role ${name} login password 'secret' in role ${role}`);
  await admin.end();
  const login = new URL(url);
  [login.username, login.password] = [name, 'secret'];
  return login.href;
}

import postgres from 'postgres';
import { beforeAll, describe, expect, test } from 'vitest';
import { cannotChange, loginOf } from '../../test/append-only.ts';
import { freshDatabase } from '../../test/postgres.ts';
import { request } from './contract/index.ts';
import { openPostgresStore } from './postgres.ts';

const roles = ['peremena_writer', 'peremena_reader', 'peremena_owner'] as const;

describe('the log cannot be changed (T08)', () => {
  let url: string;
  beforeAll(async () => {
    url = await filled();
  });

  test.each(roles)('by a login of %s', async (role) => cannotChange(await loginOf(url, role), role));

  test('a login that may only append does append', async () => {
    const store = await openPostgresStore({ url: await loginOf(await filled(), 'peremena_writer'), migrate: false });
    expect((await store.append(request())).outcome).toBe('appended');
    await store.close();
  });

  test('not even by the superuser, by mistake', async () => {
    const sql = postgres(url, { max: 1 });
    await expect(sql`delete from log.events`).rejects.toThrow(/append-only/);
    await sql.end();
  });

  test.each([
    [
      'a right too many',
      'grant update, delete on log.events to peremena_writer; drop trigger events_append_only on log.events',
    ],
    [
      'a trigger missing',
      'drop trigger events_never_truncated on log.events; grant truncate on log.events to peremena_writer',
    ],
    ['a writer who owns', 'alter table log.events owner to peremena_writer; alter schema log owner to peremena_writer'],
  ])('planted fault: %s is found out', async (_, fault) => {
    const broken = await filled();
    const admin = postgres(broken, { max: 1 });
    await admin.unsafe(fault);
    await admin.end();
    await expect(cannotChange(await loginOf(broken, 'peremena_writer'), 'peremena_writer')).rejects.toThrow(
      /may:|set role|42501|update/,
    );
  });
});

async function filled(): Promise<string> {
  const url = await freshDatabase();
  const store = await openPostgresStore({ url });
  await store.append(request({ events: 3 }));
  await store.close();
  return url;
}

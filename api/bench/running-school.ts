import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openReadModels } from '@peremena/projections/queries';
import { pino } from 'pino';
import { startBenchPostgres } from '../../events/bench/cluster.ts';
import { makeDemo } from '../src/demo/demo.ts';
import { front } from '../src/front.ts';
import { trustedProxies } from '../src/forwarded.ts';
import { listen } from '../src/http.ts';
import { migrateRooms, openApi, projectFor } from '../src/open-api.ts';
import { hashPassword } from '../src/session/argon2.ts';
import { createSignIns } from '../src/session/credentials.ts';

const password = 'peremena-bench';

/** A mark that can be written again and again, and the diary it shows in. */
export interface Cell {
  readonly lessonId: string;
  readonly date: string;
  readonly pupilId: string;
  readonly teacherId: string;
  readonly guardianId: string;
  /** The mark as it stands: its value and the event that wrote it. */
  readonly value: string;
  readonly event: string;
}

/** The demo school behind a port, as `npm start` runs it: main thread, projector thread, Postgres with all safety on. */
export async function startSchool() {
  const postgres = await startBenchPostgres();
  const folder = await mkdtemp(join(tmpdir(), 'peremena-bench-'));
  const vaultUrl = Object.assign(new URL(postgres.url), { pathname: '/vault' }).href;
  const sql = openReadModels({ url: postgres.url });
  await sql`create database vault`;
  const places = { databaseUrl: postgres.url, vaultUrl, masterKeyFile: join(folder, 'master-key') };
  await migrateRooms(places);
  const log = pino({ level: 'silent' });
  const { api, close } = await openApi(places, log);
  const projector = projectFor(api, places, log);
  await projector.ready;
  await makeDemo({ ...api.parts, now: new Date() });
  await api.parts.waitFor([], await api.parts.store.head(), 60_000);
  const server = await listen(front(api.fetch, null, trustedProxies(undefined)), 0, '127.0.0.1');
  const base = `http://127.0.0.1:${server.port}`;
  const passwordHash = await hashPassword(password);

  return {
    base,
    /** The latest mark of so many pupils. */
    cells: (count: number): Promise<readonly Cell[]> => sql<Cell[]>`
      select distinct on (m.pupil_id) l.lesson_id as "lessonId", l.date, m.pupil_id as "pupilId", l.teacher_id as "teacherId",
        f.person_id as "guardianId", m.value, m.event_id as event
      from marks_v1 m
      join lessons_v2 l on l.lesson_id = m.lesson_id
      join access_facts_v1 f on f.kind = 'guardian' and f.object_id = m.pupil_id
      order by m.pupil_id, l.date desc, l.slot desc limit ${count}`,
    /** Signs a person in; answers the cookie. */
    async signIn(personId: string): Promise<string> {
      await createSignIns(sql, [{ login: personId, personId, passwordHash }]);
      const answer = await fetch(`${base}/api/session`, {
        method: 'POST',
        headers: { origin: base, 'content-type': 'application/json' },
        body: JSON.stringify({ login: personId, password }),
      });
      if (!answer.ok) throw new Error(`sign-in refused: ${answer.status}`);
      return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
    },
    /** Builds every read model anew beside the living; gives the number of events read. */
    rebuild: () => projector.rebuild('all'),
    async stop(): Promise<void> {
      api.close();
      await server.close(500);
      await projector.stop();
      await Promise.all([close(), sql.end({ timeout: 2 })]);
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

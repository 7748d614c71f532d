import { createHash } from 'node:crypto';
import type { Adapter, DatabaseSession, DatabaseUser } from 'lucia';
import type { Sql } from 'postgres';

/** What is stored of a session id. */
export function sessionKey(sessionId: string): Buffer {
  return createHash('sha256').update(sessionId).digest();
}

interface Row {
  readonly person_id: string;
  readonly expires_at: Date;
  readonly must_change: boolean;
  readonly seen: boolean;
  readonly proven: boolean;
  readonly awaits_code: boolean;
  readonly has_factor: boolean;
}

/** Lucia's view of our tables: it works with session ids, the tables hold only their hashes. A disabled sign-in has no sessions. */
export function sessionAdapter(sql: Sql<{ bigint: bigint }>): Adapter {
  return {
    async getSessionAndUser(id): Promise<[DatabaseSession | null, DatabaseUser | null]> {
      const [row] = await sql<Row[]>`
        select s.person_id, s.expires_at, c.must_change, s.seen_at > now() - interval '10 minutes' as seen,
          s.proven_at > now() - interval '10 minutes' as proven, s.awaits_code,
          api.has_factor(s.person_id) as has_factor
        from api.sessions s join api.credentials c using (person_id)
        where s.key = ${sessionKey(id)} and not c.disabled`;
      if (!row) return [null, null];
      return [
        {
          id,
          userId: row.person_id,
          expiresAt: row.expires_at,
          attributes: { seen: row.seen, proven: row.proven, awaitsCode: row.awaits_code },
        },
        { id: row.person_id, attributes: { mustChangePassword: row.must_change, hasFactor: row.has_factor } },
      ];
    },
    async getUserSessions(personId) {
      const rows = await sql<{ key: Buffer; expires_at: Date }[]>`
        select key, expires_at from api.sessions where person_id = ${personId}`;
      return rows.map((row) => ({
        id: row.key.toString('hex'),
        userId: personId,
        expiresAt: row.expires_at,
        attributes: { seen: true, proven: false, awaitsCode: false },
      }));
    },
    async setSession({ id, userId, expiresAt, attributes }) {
      const { browser = null, system = null, network = null, awaitsCode, provenAt = null } = attributes;
      await sql`
        insert into api.sessions (key, person_id, expires_at, browser, system, network, awaits_code, proven_at)
        values (${sessionKey(id)}, ${userId}, ${expiresAt}, ${browser}, ${system}, ${network}, ${awaitsCode}
          and api.has_factor(${userId}), least(now(), ${provenAt}::timestamptz))`;
    },
    async updateSessionExpiration(id, expiresAt) {
      await sql`update api.sessions set expires_at = ${expiresAt} where key = ${sessionKey(id)}`;
    },
    async deleteSession(id) {
      await sql`delete from api.sessions where key = ${sessionKey(id)}`;
    },
    async deleteUserSessions(personId) {
      await sql`delete from api.sessions where person_id = ${personId}`;
    },
    async deleteExpiredSessions() {
      await sql`delete from api.sessions where expires_at < now()`;
    },
  };
}

import type { Sql } from '@peremena/projections/queries';
import { type beginSetUp, setUpHash, type SetUpHash } from '../../src/setup/store.ts';

/** Broken on purpose: looks first and writes then, over what somebody else began in between. */
export const carelessBegin: typeof beginSetUp = async (sql: Sql, code, { school, admin }) => {
  const found =
    await sql`select 1 from api.set_up where hash = ${setUpHash(code)} and expires_at > now() and begun_at is null`;
  if (found.length === 0) return false;
  await sql`update api.set_up set begun_at = now(), school = ${JSON.stringify(school)}::text::jsonb, admin = ${admin}`;
  return true;
};

/** Broken on purpose: keeps the code itself where its hash belongs. */
export const openHash: SetUpHash = (code) => Buffer.from(code);

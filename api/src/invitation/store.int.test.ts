import { randomUUID } from 'node:crypto';
import { freshDatabase } from '@peremena/events/test/postgres';
import { openReadModels, type Sql } from '@peremena/projections/queries';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { carelessClaim, openGiving, timelessClaim } from '../../test/invitation/faults.ts';
import { migrateApi } from '../migrate.ts';
import { claimInvitation, disownInvitation, findInvitation, giveInvitations } from './store.ts';

let sql: Sql;
beforeAll(async () => {
  const url = await freshDatabase();
  await migrateApi(url);
  sql = openReadModels({ url, max: 8 });
});
afterAll(() => sql.end());

const classId = randomUUID();
async function give(personId: string = randomUUID(), giving = giveInvitations) {
  const { codes } = await giving(sql, { personIds: [personId], schoolId: randomUUID(), classId, by: randomUUID() });
  return { personId, code: codes.get(personId) ?? '' };
}
const claim = (code: string, login: string = randomUUID(), claiming = claimInvitation) =>
  claiming(sql, { code, login, passwordHash: 'x' });
const state = async (code: string) => (await findInvitation(sql, code))?.state ?? null;

async function checkSingleUse(claiming: typeof claimInvitation): Promise<void> {
  const { code, personId } = await give();
  const tries = await Promise.all(Array.from({ length: 50 }, () => claim(code, randomUUID(), claiming)));
  expect(tries.filter((one) => one !== null)).toEqual([{ personId }]);
  expect(await claim(code, randomUUID(), claiming)).toBeNull();
}

async function checkExpiry(claiming: typeof claimInvitation): Promise<void> {
  const { code, personId } = await give();
  await sql`update api.invitations set expires_at = now() where person_id = ${personId}`;
  expect(await claim(code, randomUUID(), claiming)).toBeNull();
}

async function checkHashing(giving: typeof giveInvitations): Promise<void> {
  const { code, personId } = await give(randomUUID(), giving);
  const rows = await sql`
    select row_to_json(i)::text as told, encode(hash, 'escape') as bytes from api.invitations i where person_id = ${personId}`;
  const stored = JSON.stringify(rows);
  for (const form of [code, code.replaceAll('-', '')])
    for (const encoding of ['utf8', 'hex', 'base64'] as const)
      expect(stored).not.toContain(Buffer.from(form).toString(encoding));
}

describe('a code', () => {
  it('is good once: of fifty at once, one wins', () => checkSingleUse(claimInvitation));
  it('fault: looking before writing lets several win', async () => {
    await expect(checkSingleUse(carelessClaim)).rejects.toThrow();
  });

  it('runs out', async () => {
    await checkExpiry(claimInvitation);
    const [row] = await sql<{ days: number }[]>`
      select extract(day from max(expires_at) - now())::int as days from api.invitations`;
    expect(row?.days).toBeGreaterThanOrEqual(29);
  });
  it('fault: a code of any age is found out', async () => {
    await expect(checkExpiry(timelessClaim)).rejects.toThrow();
  });

  it('is stored as a hash', () => checkHashing(giveInvitations));
  it('fault: a code that is kept is found out', async () => {
    await expect(checkHashing(openGiving)).rejects.toThrow();
  });

  it('has four groups without signs that look alike, and is read in any case and without dashes', async () => {
    const { code } = await give();
    expect(code).toMatch(/^([2-9A-HJKMNP-Z]{4}-){3}[2-9A-HJKMNP-Z]{4}$/);
    expect(await state(` ${code.toLowerCase().replaceAll('-', ' ')} `)).toBe('open');
    expect(await state('AAAA-BBBB-CCCC-DDDD')).toBeNull();
  });

  it('stops when a new one is given, in that class alone', async () => {
    const [{ code, personId }, other] = [await give(), randomUUID()];
    const { codes } = await giveInvitations(sql, { personIds: [personId], schoolId: other, classId: other, by: other });
    expect(await state(code)).toBe('open');
    const newer = await give(personId);
    expect([await state(code), await claim(code), await state(newer.code)]).toEqual(['replaced', null, 'open']);
    expect(await claim(newer.code)).toEqual({ personId });
    expect([await state(newer.code), await state(codes.get(personId) ?? '')]).toEqual(['used', 'done']);
  });

  it('stops when it is said to be for somebody else', async () => {
    const { code } = await give();
    const found = await findInvitation(sql, code);
    expect(await disownInvitation(sql, found?.number ?? 0n, 'not_me', null)).toBe(true);
    expect(await disownInvitation(sql, found?.number ?? 0n, 'not_me', null)).toBe(false);
    expect([await state(code), await claim(code)]).toEqual(['disowned', null]);
  });

  it('stays good when the login is taken', async () => {
    const [one, two] = [await give(), await give()];
    expect(await claim(one.code, 'Natalya')).not.toBeNull();
    expect(await claim(two.code, 'natalya')).toBeNull();
    expect(await state(two.code)).toBe('open');
  });
});

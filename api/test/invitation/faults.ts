import { newCode } from '../../src/session/code.ts';
import type { claimInvitation, giveInvitations } from '../../src/invitation/store.ts';
import { invitationHash } from '../../src/invitation/store.ts';

/** Looks first and writes then, over what somebody else wrote in between. */
export const carelessClaim: typeof claimInvitation = async (sql, { code, login, passwordHash }) => {
  const [found] = await sql<{ person_id: string }[]>`
    select person_id from api.invitations where hash = ${invitationHash(code)} and used_at is null and expires_at > now()`;
  if (!found) return null;
  await sql`
    insert into api.credentials (login, person_id, password_hash) values (${login}, ${found.person_id}, ${passwordHash})
    on conflict (person_id) do update set login = excluded.login, password_hash = excluded.password_hash`;
  await sql`update api.invitations set used_at = now() where hash = ${invitationHash(code)}`;
  return { personId: found.person_id };
};

/** Takes a code whatever its age. */
export const timelessClaim: typeof claimInvitation = async (sql, { code, login, passwordHash }) => {
  const [made] = await sql<{ personId: string }[]>`
    with i as materialized (
      select number, person_id from api.invitations where hash = ${invitationHash(code)} and used_at is null for update
    ), made as (
      insert into api.credentials (login, person_id, password_hash) select ${login}, person_id, ${passwordHash} from i
      on conflict do nothing returning person_id
    ), used as (
      update api.invitations set used_at = now() where number in (select number from i) and exists (select 1 from made)
    )
    select person_id as "personId" from made`;
  return made ?? null;
};

/** Keeps the code itself where its hash belongs. */
export const openGiving: typeof giveInvitations = async (sql, { personIds, schoolId, classId, by }) => {
  const codes = new Map(personIds.map((personId) => [personId, newCode(4)]));
  for (const [personId, code] of codes)
    await sql`
      insert into api.invitations (hash, person_id, school_id, class_id, given_by, expires_at)
      values (${Buffer.from(code)}, ${personId}, ${schoolId}, ${classId}, ${by}, now() + interval '30 days')`;
  return { until: null, codes };
};

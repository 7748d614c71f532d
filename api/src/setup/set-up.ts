import { type AnyEvent, type CommandId, type PersonId, type SchoolId, streams } from '@peremena/events';
import { unwrap, wrap } from '@peremena/events/store';
import { batch } from '../core/batch.ts';
import type { Decider } from '../core/decider.ts';
import type { Parts } from '../core/parts.ts';
import { todayIn } from '../core/today.ts';
import { uuidv5 } from '../core/uuid.ts';
import { personDecider } from '../person/decider.ts';
import { schoolDecider } from '../school/decider.ts';
import { staffDecider } from '../staff/decider.ts';
import type { SetUpBody } from './commands.ts';
import { bellsOf } from './countries.ts';
import { begunSetUp, closeSetUp, type SetUp } from './store.ts';

/** What is kept of the first admin between the code and the end. */
export type FirstAdmin = Pick<SetUpBody, 'familyName' | 'givenName' | 'middleName' | 'login'> & {
  readonly passwordHash: string;
};

const inSchool = batch(schoolDecider);
const adminOf = (id: string) => uuidv5(id, 'admin') as PersonId;
const placeOf = (id: string) => `set-up/${id}`;

async function keyOf(vault: Pick<Parts['vault'], 'findOrMake'>, id: string): Promise<Buffer> {
  const [key] = [...(await vault.findOrMake([{ person: adminOf(id), dataClass: 'identity' }])).values()];
  if (!key || key === 'destroyed') throw new Error('the keys of this person are destroyed');
  return key.secret;
}

/** Seals what is kept of the first admin. */
export async function sealAdmin({ vault }: Pick<Parts, 'vault'>, id: string, admin: FirstAdmin): Promise<Buffer> {
  return wrap(await keyOf(vault, id), Buffer.from(JSON.stringify(admin)), placeOf(id));
}

/**
 * Makes the school and its first admin out of a set-up that has begun: ids and commands follow from its id, so that it can be done again from
 * any point at which it was killed. Gives the admin's id; null where nothing was begun.
 */
export async function finishSetUp(parts: Pick<Parts, 'sql' | 'vault' | 'commands'>): Promise<PersonId | null> {
  const begun = await begunSetUp(parts.sql);
  if (!begun) return null;
  const { id, school, begunAt } = begun;
  const opened = unwrap(await keyOf(parts.vault, id), Buffer.from(begun.admin), placeOf(id));
  const { login, passwordHash, ...names } = JSON.parse(opened.toString()) as FirstAdmin;
  const [personId, schoolId] = [adminOf(id), uuidv5(id, 'school') as SchoolId];
  const carry = carrying(parts, begun, personId);
  await carry(streams.person(personId), null, personDecider, {
    type: 'RegisterPerson',
    personId,
    ...names,
    birthDate: null,
    source: null,
  });
  await carry(streams.school(schoolId), schoolId, inSchool, [
    { type: 'OpenSchool', schoolId, title: school.title, timeZone: school.timeZone, scale: school.scale, source: null },
    { type: 'SetBells', bells: [...bellsOf[school.country]] },
  ]);
  await carry(streams.staff(schoolId, personId), schoolId, staffDecider, {
    type: 'TakePost',
    schoolId,
    personId,
    post: 'admin',
    from: todayIn(school.timeZone, begunAt),
    to: null,
    source: null,
  });
  await closeSetUp(parts.sql, { id, personId, login, passwordHash });
  return personId;
}

/** Carries out one command of the set-up, on behalf of the admin it makes. */
function carrying({ commands }: Pick<Parts, 'commands'>, { id, begunAt }: SetUp, actorId: PersonId) {
  return <S, C, E extends AnyEvent>(
    stream: string,
    schoolId: SchoolId | null,
    decider: Decider<S, C, E>,
    command: C,
  ) => {
    const commandId = uuidv5(id, stream) as CommandId;
    return commands({
      stream,
      decider,
      command,
      hash: commandId,
      metadata: {
        commandId,
        correlationId: id,
        causationId: commandId,
        actorId,
        actingAs: { role: 'system', fact: null },
        schoolId,
        at: begunAt.toISOString(),
      },
    });
  };
}

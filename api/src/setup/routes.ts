import { scaleNames } from '@peremena/events';
import type { Parts } from '../core/parts.ts';
import { notFound, Problem } from '../core/problem.ts';
import { open } from '../core/registry.ts';
import { about, body, routes } from '../core/route.ts';
import { hashPassword } from '../session/argon2.ts';
import { begunBy } from '../session/begun-by.ts';
import { loginForm } from '../session/credentials.ts';
import { easy } from '../session/easy.ts';
import type { SessionParts } from '../session/routes.ts';
import { slowedDown } from '../session/slowed-down.ts';
import { countries, SetUpBody } from './commands.ts';
import { finishSetUp, sealAdmin } from './set-up.ts';
import { beginSetUp, findSetUp, setUpHash, setUpState } from './store.ts';

/** The first run. Under /session, since nobody is signed in yet; the code travels in bodies only. */
export function setUpRoutes({ sessions, throttle, hashing }: SessionParts) {
  return routes()
    .get(
      '/session/setup',
      about({ summary: 'What a first school can choose from. 404 once there is a school.' }),
      open('nobody is there yet; it holds no data of anybody'),
      async (c) => {
        if (!(await waitsForCode(c.var.parts))) throw notFound();
        return c.json({ countries, scales: scaleNames });
      },
    )
    .post(
      '/session/setup',
      about({
        summary: 'Make the first school and its first admin with the code printed on the console, and sign in.',
        refusals: ['setup_code_wrong', 'setup_done', 'too_many_tries'],
      }),
      open('nobody is there yet'),
      body(SetUpBody),
      async (c) => {
        const { parts, clientAddress } = c.var;
        if (!(await waitsForCode(parts))) throw notFound();
        const { code, login, password, familyName, givenName, middleName, ...school } = c.req.valid('json');
        const name = `set up ${setUpHash(code).toString('hex')}`;
        slowedDown(throttle, name, clientAddress);
        const found = await findSetUp(parts.sql, code);
        if (!found) throw new Problem('setup_code_wrong');
        throttle.succeeded(name, clientAddress);
        const names = [familyName, givenName, middleName].filter((one) => one !== null);
        const weak = easy(password, { login, names, schools: [school.title] });
        if (weak) throw new Problem('invalid', { fields: [{ path: 'password', code: weak }] });
        const passwordHash = await hashing.run(() => hashPassword(password));
        const person = { familyName, givenName, middleName, login: loginForm(login), passwordHash };
        const admin = await sealAdmin(parts, found.id, person);
        const begun = await beginSetUp(parts.sql, code, { school, admin });
        const personId = await finishSetUp(parts);
        if (!begun || !personId) throw new Problem('setup_done');
        const { cookie } = await sessions.start(personId, begunBy(c));
        c.header('Set-Cookie', cookie);
        return c.json({ person: { id: personId }, position: String(await parts.store.head()) });
      },
    );
}

/** Whether the first school is still to be made. One that was begun before a kill is made whole first. */
async function waitsForCode(parts: Parts): Promise<boolean> {
  const state = await setUpState(parts.sql);
  if (state === 'begun') await finishSetUp(parts);
  return state === 'waiting' && (await parts.store.head()) === 0n;
}

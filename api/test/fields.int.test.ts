import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registeredRoutes } from '../src/core/registry.ts';
import { disagreements } from './answers.ts';
import { tries } from './oracle/requests.ts';
import { putUpload } from './oneroster/put-upload.ts';
import { foundSchool, type School } from './school.ts';
import { awayProvider } from './provider/away.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let school: School;
beforeAll(async () => {
  world = await openWorld({ clock: () => new Date('2026-11-19T06:00:00Z'), provider: awayProvider });
  school = await foundSchool(world, 'канарейка-17');
  await putUpload(world, school);
  await world.settled();
  await world.signIn(...Object.values(school.person));
});
afterAll(() => world.close());

const id = /^[0-9a-f]{8}-[0-9a-f]{4}-/;

/** Every field of an answer, once, as a path: lists as [], keys that are ids as *. */
export function fieldsOf(value: unknown, path = ''): readonly string[] {
  if (Array.isArray(value)) return [...new Set(value.flatMap((one) => fieldsOf(one, `${path}[]`)))];
  if (typeof value !== 'object' || value === null) return [path];
  return [
    ...new Set(Object.entries(value).flatMap(([key, inner]) => fieldsOf(inner, `${path}.${id.test(key) ? '*' : key}`))),
  ];
}

/**
 * The fields each reading route shows each role, roles that see the same together; refusals by their status. And what an answer holds that
 * the OpenAPI document does not say.
 */
async function shown(): Promise<{ readonly text: string; readonly unsaid: readonly string[] }> {
  const routes = registeredRoutes(world.api.app).filter(
    ({ method, path, policy }) => method === 'GET' && 'action' in policy && path !== '/api/live',
  );
  const check = disagreements(await document());
  const [lines, unsaid]: [string[], string[]] = [[], []];
  for (const name of routes.map(({ method, path }) => `${method} ${path}`).toSorted()) {
    const seen = new Map<string, string[]>();
    for (const role of ['pupil', 'guardian', 'teacher', 'tutor', 'head', 'admin'] as const) {
      const answer = await world.send('GET', tries[name]?.(school).path ?? '', { as: school.person[role] });
      const json = answer.headers.get('content-type')?.startsWith('application/json') === true;
      const content: unknown = answer.status === 200 && json ? await answer.json() : null;
      if (content) unsaid.push(...check(name, content));
      const fields = content ? fieldsOf(content).toSorted() : [String(answer.status)];
      const text = fields.map((field) => `    ${field}\n`).join('');
      seen.set(text, [...(seen.get(text) ?? []), role]);
    }
    lines.push(`${name}\n`, ...[...seen].map(([text, roles]) => `  ${roles.join(', ')}\n${text}`));
  }
  return { text: lines.join(''), unsaid };
}

async function document() {
  return (await (await world.send('GET', '/api/openapi.json')).json()) as Parameters<typeof disagreements>[0];
}

describe('T32 fields by role', () => {
  it('are those of the snapshot: a field more is a decision, not an accident', async () => {
    const { text, unsaid } = await shown();
    expect(unsaid).toEqual([]);
    console.log(
      `T32: ${text.split('\n').filter((line) => line.startsWith('    ')).length} fields of answers as agreed`,
    );
    await expect(text).toMatchFileSnapshot('fields-by-role.txt');
  });

  it('fault: a field more is seen', () => {
    const answer = { pupils: [{ id: 'a', short: 'Б' }] };
    expect(fieldsOf({ pupils: [{ ...answer.pupils[0], phone: '+7' }] })).not.toEqual(fieldsOf(answer));
  });

  it('fault: an answer that is not as the document says is seen', async () => {
    const check = disagreements(await document());
    const answer = { person: { id: 'a', short: 'Б' }, factor: 'yes', twoPersonsAt: null };
    expect(check('GET /api/accounts/:personId', { ...answer, factor: false })).toEqual([]);
    expect(check('GET /api/accounts/:personId', answer)).not.toEqual([]);
    expect(check('GET /api/nowhere', answer)).not.toEqual([]);
  });

  it('bodies: fields that nobody expects or that are not the person’s to set are refused', async () => {
    const extra = ['role', 'schoolId', 'actorId', 'at', 'authorId', 'teacherId', 'id', 'markId', 'position'];
    const writes = registeredRoutes(world.api.app).filter(({ method }) => /PUT|POST/.test(method));
    for (const { method, path } of writes) {
      const request = tries[`${method} ${path}`]?.(school);
      for (const field of extra) {
        const body = { ...(request?.body as object), [field]: 'x' };
        const send = (as: string) => world.send(method, request?.path ?? '', { as, body });
        const { teacher, admin, guardian, pupil } = school.person;
        let answer = await send(teacher);
        for (const other of [admin, guardian, pupil])
          if ([403, 404].includes(answer.status)) answer = await send(other);
        expect(`${method} ${path} +${field}: ${answer.status}`).toBe(`${method} ${path} +${field}: 422`);
      }
    }
  });
});

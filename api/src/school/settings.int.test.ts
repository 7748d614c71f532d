import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setUpAuthenticator } from '../../test/authenticator.ts';
import { foundSchool, type School } from '../../test/school.ts';
import { openWorld, type World } from '../../test/world.ts';

const now = new Date('2026-11-20T08:00:00Z');
let world: World;
let school: School;
beforeAll(async () => {
  world = await openWorld({ clock: () => now });
  school = await foundSchool(world, 'канарейка-17');
  await world.settled();
  await world.signIn(...Object.values(school.person));
});
afterAll(() => world.close());

interface Rule {
  readonly required: boolean;
  readonly from: string | null;
}
const off: Rule = { required: false, from: null };
const path = () => `/api/schools/${school.id}/settings`;
const set = (rule: Rule, saw: Rule, as = school.person.admin) =>
  world.send('PUT', `${path()}/second-factor`, { as, body: { ...rule, saw } });
const codeOf = async (answer: Response) => ((await answer.json()) as { code?: string }).code;
const status = async (as: string, where: string) => {
  const answer = await world.send('GET', where, { as });
  return answer.status === 200 ? 'ok' : codeOf(answer);
};
/** Waits until a person is answered so; the rule may be a second old. */
async function until(as: string, where: string, wanted: string): Promise<number> {
  const started = performance.now();
  while ((await status(as, where)) !== wanted)
    if (performance.now() - started > 60_000) throw new Error(`never ${wanted}`);
  return performance.now() - started;
}

describe('a second factor for staff', () => {
  it('is changed by an admin who saw how it stands, and every change is kept', async () => {
    const { admin, head, teacher } = school.person;
    expect((await set(off, off, head)).status).toBe(403);
    expect(await codeOf(await set({ required: true, from: '2027-06-01' }, off))).toBe('grace_long');
    expect(await codeOf(await set({ required: true, from: null }, { required: true, from: null }))).toBe(
      'settings_changed',
    );
    const later = { required: true, from: '2026-11-21' };
    expect((await set(later, off)).status).toBe(200);
    await world.settled();
    expect(await (await world.send('GET', path(), { as: head })).json()).toMatchObject({
      secondFactor: later,
      mayChange: false,
      changes: [{ by: { id: admin }, before: off, after: later }, { by: null }],
    });
    // The day has not come: everything works, and the page can say so.
    expect(await status(teacher, '/api/journal')).toBe('ok');
    const duty = async () => {
      const factor = await world.send('GET', '/api/session/second-factor', { as: teacher });
      return ((await factor.json()) as { duty: unknown }).duty;
    };
    await expect.poll(duty, { timeout: 60_000 }).toEqual({ from: '2026-11-21', owed: false });
    expect((await set(off, later)).status).toBe(200);
    await expect.poll(duty, { timeout: 60_000 }).toBeNull();
  });

  it('reaches everything they do, open sessions and streams too, and nobody else', async () => {
    const { admin, teacher, tutor, guardian, pupil } = school.person;
    const stream = await world.send('GET', `/api/live?topics=group:${school.own.group}`, { as: teacher });
    const heard = (async () => {
      let text = '';
      const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader();
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return text;
        text += value;
      }
    })();
    const started = performance.now();
    expect((await set({ required: true, from: null }, off)).status).toBe(200);
    await until(teacher, '/api/journal', 'factor_needed');
    expect(await heard).toContain('event: closed');
    console.log(`a second factor required: REST and open streams within ${Math.round(performance.now() - started)} ms`);
    for (const where of ['/api/today', `/api/lessons/${school.own.lesson}`, `/api/journal/${school.own.group}`, path()])
      expect([where, await status(admin, where), await status(tutor, where)]).toEqual([
        where,
        'factor_needed',
        'factor_needed',
      ]);
    // Not even whether a thing exists.
    expect(await status(teacher, `/api/lessons/${randomUUID()}`)).toBe('factor_needed');
    expect(await codeOf(await world.send('GET', `/api/live?topics=person:${teacher}`, { as: teacher }))).toBe(
      'factor_needed',
    );
    const write = await world.send('PUT', `/api/lessons/${school.own.lesson}/topic`, {
      as: teacher,
      body: { topic: 'а', saw: null },
    });
    expect(await codeOf(write)).toBe('factor_needed');
    expect(await (await world.send('GET', '/api/me', { as: teacher })).json()).toMatchObject({
      owesFactor: true,
      places: [],
      children: [],
    });
    for (const person of [guardian, pupil]) expect(await status(person, `/api/diary/${pupil}`)).toBe('ok');
  });

  it('opens everything again with the factor set up, and who loses it is asked again', async () => {
    const { teacher } = school.person;
    await setUpAuthenticator(world, teacher, now);
    expect(await status(teacher, '/api/journal')).toBe('ok');
    const stream = await world.send('GET', `/api/live?topics=group:${school.own.group}`, { as: teacher });
    expect(stream.status).toBe(200);
    await stream.body?.cancel();
    await world.send('DELETE', '/api/session/second-factor', { as: teacher, key: null });
    expect(await status(teacher, '/api/journal')).toBe('factor_needed');
  });
});

describe('fault', () => {
  it('a source of rules that says nothing is required is seen', async () => {
    const facts = { ...world.api.parts.facts, factorRuleOf: () => Promise.resolve(off) };
    const answer = await world.with({ facts })('GET', '/api/journal', { as: school.person.otherTeacher });
    expect(answer.status).toBe(200);
    expect(await status(school.person.otherTeacher, '/api/journal')).toBe('factor_needed');
  });
});

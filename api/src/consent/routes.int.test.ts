import { streams } from '@peremena/events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foundSchool, type School } from '../../test/school.ts';
import { openWorld, type World } from '../../test/world.ts';

let world: World;
let school: School;
let now = new Date('2026-11-20T08:00:00Z');
beforeAll(async () => {
  world = await openWorld({ clock: () => now });
  school = await foundSchool(world, 'канарейка-17');
  await world.settled();
  await world.signIn(...Object.values(school.person));
});
afterAll(() => world.close());

interface Page {
  readonly pupil: { readonly id: string };
  readonly consents: readonly {
    readonly kind: string;
    readonly standing: string;
    readonly waits: boolean;
    readonly waitsForMe: boolean;
    readonly mayAnswer: boolean;
    readonly answers: readonly { readonly by: string; readonly answer: string }[];
  }[];
}
const get = async <T>(as: string, path: string) => {
  await world.settled();
  const answer = await world.send('GET', path, { as });
  expect(answer.status).toBe(200);
  return (await answer.json()) as T;
};
const own = async (as: string, kind = 'photo') => {
  const { pupils, waiting } = await get<{ pupils: Page[]; waiting: number }>(as, '/api/consents');
  return { waiting, consent: pupils[0]?.consents.find((one) => one.kind === kind) };
};
const answer = async (as: string, said: 'yes' | 'no', version = 1, kind = 'photo') => {
  const body = { schoolId: school.id, kind, version, answer: said };
  const sent = await world.send('POST', `/api/consents/${school.person.pupil}`, { as, body });
  return { status: sent.status, ...((await sent.json()) as { code?: string; ids?: string[] }) };
};
const publish = (more: object) =>
  world.send('POST', `/api/schools/${school.id}/consent-texts`, {
    as: school.person.admin,
    body: { kind: 'photo', ru: 'Новый', en: 'New', earlierUntil: null, reason: 'Другой закон', saw: 1, ...more },
  });

describe('consents', () => {
  it('a guardian takes a consent back and gives it again; the tutor reads it at once', async () => {
    const { guardian, tutor } = school.person;
    expect((await own(guardian)).consent).toMatchObject({ standing: 'given', waits: false, mayAnswer: true });
    expect((await answer(guardian, 'no')).ids).toHaveLength(1);
    expect((await answer(guardian, 'no')).ids).toHaveLength(0);
    const table = async () =>
      (await get<{ pupils: Page[] }>(tutor, `/api/classes/${school.own.klass}/consents`)).pupils.map(
        ({ consents }) => consents[0]?.standing,
      );
    expect((await table()).toSorted()).toEqual(['declined', 'waiting']);
    expect((await answer(guardian, 'yes')).ids).toHaveLength(1);
    expect((await table()).toSorted()).toEqual(['given', 'waiting']);
    expect((await own(guardian)).consent?.answers.map(({ answer: one }) => one)).toEqual([
      'given',
      'withdrawn',
      'given',
    ]);
  });

  it('is not for a classmate’s family, a former guardian or a pupil under 14', async () => {
    const { formerGuardian, limitedGuardian, classmate, pupil, teacher } = school.person;
    for (const one of [formerGuardian, limitedGuardian, classmate, teacher])
      expect([403, 404]).toContain((await answer(one, 'no')).status);
    expect(await answer(pupil, 'no')).toMatchObject({ status: 409, code: 'consent_by_guardian' });
    expect((await own(pupil)).consent).toMatchObject({ mayAnswer: false, waitsForMe: false });
    expect(await own(limitedGuardian)).toMatchObject({ waiting: 0, consent: undefined });
    const foreign = { schoolId: crypto.randomUUID(), kind: 'photo', version: 1, answer: 'no' };
    const sent = await world.send('POST', `/api/consents/${pupil}`, { as: school.person.guardian, body: foreign });
    expect(sent.status).toBe(404);
  });

  it('a new text is previewed, published with proof alone, asks again, and the earlier answer stands until its day', async () => {
    const { admin, head, guardian } = school.person;
    const at = `/api/schools/${school.id}/consent-texts`;
    expect(await get(admin, `${at}/asked?kind=photo`)).toMatchObject({ version: 1, pupils: 3, given: 1, waiting: 2 });
    expect((await world.send('GET', `${at}/asked?kind=photo`, { as: head })).status).toBe(403);
    await world.sql`update api.sessions set proven_at = now() - interval '11 minutes' where person_id = ${admin}`;
    expect(await (await publish({})).json()).toMatchObject({ code: 'step_up_needed' });
    await world.sql`update api.sessions set proven_at = now() where person_id = ${admin}`;
    expect(await (await publish({ saw: 0 })).json()).toMatchObject({ code: 'consent_text_changed' });
    expect(await (await publish({ earlierUntil: '2026-11-19' })).json()).toMatchObject({ code: 'consent_until_past' });
    expect((await publish({ earlierUntil: '2026-11-25' })).status).toBe(201);
    expect(await own(guardian)).toMatchObject({
      waiting: 1,
      consent: { standing: 'given', waits: true, waitsForMe: true },
    });
    const { lines } = await get<{ lines: { kind: string; steps: { after: string }[] }[] }>(guardian, '/api/notices');
    expect(lines).toMatchObject([{ kind: 'consent', lesson: null, steps: [{ after: 'photo' }] }]);
    expect((await get<{ lines: unknown[] }>(school.person.pupil, '/api/notices')).lines).toEqual([]);
    expect(await answer(guardian, 'yes', 1)).toMatchObject({ status: 409, code: 'consent_text_new' });
    now = new Date('2026-11-25T21:30:00Z');
    expect((await own(guardian)).consent).toMatchObject({ standing: 'waiting' });
    expect((await answer(guardian, 'yes', 2)).status).toBe(200);
    expect(await own(guardian)).toMatchObject({ waiting: 0, consent: { standing: 'given', waits: false } });
  });

  it('from 14 by the school’s midnight a pupil forbids pictures, from 18 the pupil alone answers', async () => {
    const { pupil, guardian } = school.person;
    const born = (birthDate: string) =>
      world.happened(
        streams.person(pupil as never),
        [{ type: 'BirthDateCorrected', data: { personId: pupil as never, birthDate } }],
        null,
      );
    await born('2012-11-26');
    now = new Date('2026-11-25T20:59:00Z');
    expect(await answer(pupil, 'no', 2)).toMatchObject({ code: 'consent_by_guardian' });
    now = new Date('2026-11-25T21:00:00Z');
    expect((await answer(pupil, 'no', 2)).status).toBe(200);
    expect((await own(guardian)).consent).toMatchObject({ standing: 'declined' });
    await born('2008-11-26');
    await world.settled();
    expect([403, 404]).toContain((await answer(guardian, 'no', 2)).status);
    expect((await answer(pupil, 'yes', 2)).status).toBe(200);
    expect((await own(pupil)).consent).toMatchObject({ standing: 'given', mayAnswer: true });
  });
});

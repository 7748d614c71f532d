import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSmallSchool, small } from '../../test/small-school.ts';
import { openWorld, type World } from '../../test/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld({ clock: () => small.now });
  await openSmallSchool(world.api.commands);
  await world.settled();
  await world.signIn(small.teacher, small.other, small.tutor, small.mother, small.anna);
});
afterAll(() => world.close());

async function put(as: string, path: string, body: unknown) {
  const answer = await world.send('PUT', `/api/lessons/${path}`, { as, body });
  return {
    status: answer.status,
    body: (await answer.json()) as Record<string, unknown> & { position: string; ids: string[] },
  };
}
async function page(as: string, id: string, after?: string) {
  const answer = await world.send('GET', `/api/lessons/${id}${after ? `?after=${after}` : ''}`, { as });
  return {
    status: answer.status,
    body: (await answer.json()) as Record<string, never> & {
      lesson: Record<string, unknown>;
      pupils: Record<string, unknown>[];
    },
  };
}

describe('the page of a lesson', () => {
  it('shows the teacher what it is and who is in it', async () => {
    const { body } = await page(small.teacher, small.wednesday);
    expect(body).toEqual({
      lesson: {
        id: small.wednesday,
        date: '2026-11-18',
        slot: 2,
        from: '09:25',
        to: '10:10',
        room: '214',
        outside: false,
        cancelled: null,
        topic: null,
        homework: null,
        work: { kind: 'classwork', weight: 1 },
        rollTaken: false,
        group: { id: small.groupId, title: '7Б', classTitle: '7Б' },
        subject: { id: small.subjectId, title: 'Алгебра' },
        school: { id: small.schoolId, title: 'Школа № 17', timeZone: 'Europe/Moscow' },
        term: { id: small.termId, title: '2 четверть', from: '2026-11-09', to: '2026-12-29' },
        teacher: { id: small.teacher, short: 'Кравцова Е. А.' },
        substitute: null,
        together: null,
        mayWrite: { marks: true, attendance: true, plan: true },
      },
      scale: expect.objectContaining({ name: 'five' }) as unknown,
      pupils: [
        {
          id: small.boris,
          name: { family: 'Васильев', given: 'Борис', middle: 'Денисович' },
          short: 'Васильев Б. Д.',
          attendance: null,
          mark: null,
          average: null,
        },
        {
          id: small.anna,
          name: { family: 'Соколова', given: 'Анна', middle: 'Игоревна' },
          short: 'Соколова А. И.',
          attendance: null,
          mark: null,
          average: null,
        },
      ],
      previousHomework: null,
      nextLesson: { id: small.friday, date: '2026-11-20' },
    });
  });

  it('is closed to the pupil and the parent, who may know that it is there, and open to the tutor', async () => {
    expect((await page(small.anna, small.wednesday)).status).toBe(403);
    expect((await page(small.tutor, small.wednesday)).status).toBe(200);
  });
});

describe('the roll', () => {
  it('is called, corrected, and refused where somebody else was quicker', async () => {
    const called = await put(small.teacher, `${small.wednesday}/attendance`, {
      exceptions: [{ pupilId: small.boris, code: 'ill' }],
    });
    expect(called.status).toBe(200);
    expect(called.body.ids).toHaveLength(1);
    const shown = await page(small.teacher, small.wednesday, called.body.position);
    expect(shown.body.lesson['rollTaken']).toBe(true);
    expect(shown.body.pupils.map(({ attendance }) => attendance)).toEqual(['ill', null]);

    const path = `${small.wednesday}/attendance/${small.boris}`;
    expect((await put(small.tutor, path, { code: 'late', saw: 'ill' })).status).toBe(200);
    const refused = await put(small.teacher, path, { code: null, saw: 'ill' });
    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'attendance_changed', facts: { pupilId: small.boris, yours: null, current: 'late' } },
    });
  });

  it('is not for a teacher of other groups', async () => {
    expect((await put(small.other, `${small.wednesday}/attendance`, { exceptions: [] })).status).toBe(403);
  });

  it('is not taken with a field too many, a pupil named twice or a code there is not', async () => {
    const twice = [small.anna, small.anna].map((pupilId) => ({ pupilId, code: 'ill' }));
    for (const body of [
      { exceptions: twice },
      { exceptions: [], actorId: small.head },
      { exceptions: [{ pupilId: small.anna, code: 'dead' }] },
    ]) {
      const { status, body: problem } = await put(small.teacher, `${small.wednesday}/attendance`, body);
      expect([status, problem['code']]).toEqual([422, 'invalid']);
    }
  });
});

describe('topic and homework', () => {
  it('are set by who saw what was there', async () => {
    expect((await put(small.teacher, `${small.wednesday}/topic`, { topic: ' Степень ', saw: null })).status).toBe(200);
    expect(await put(small.teacher, `${small.wednesday}/topic`, { topic: 'Корень', saw: null })).toMatchObject({
      status: 409,
      body: { code: 'topic_changed', facts: { yours: 'Корень', current: 'Степень' } },
    });
    const set = await put(small.teacher, `${small.wednesday}/homework`, {
      text: '№ 312',
      dueOn: '2026-11-20',
      saw: null,
    });
    expect(set.status).toBe(200);
    const { body } = await page(small.teacher, small.friday, set.body.position);
    expect(body['previousHomework']).toEqual({ text: '№ 312', from: '2026-11-18' });
    expect(
      await put(small.teacher, `${small.wednesday}/homework`, { text: '№ 313', dueOn: '2026-11-18', saw: '№ 312' }),
    ).toMatchObject({
      status: 409,
      body: { code: 'homework_due_early' },
    });
  });

  it('are not the tutor’s to set', async () => {
    expect((await put(small.tutor, `${small.friday}/topic`, { topic: 'Корень', saw: null })).status).toBe(403);
  });
});

describe('a lesson outside the timetable', () => {
  const add = async (as: string, body: unknown, key?: string) => {
    const answer = await world.send('POST', '/api/lessons', { as, body, ...(key ? { key } : {}) });
    return {
      status: answer.status,
      text: await answer.clone().text(),
      body: (await answer.json()) as Record<string, unknown>,
    };
  };

  it('begins with the likely group, date and free slot: the group has its lesson in the second', async () => {
    const answer = await world.send('GET', '/api/lessons/new', { as: small.teacher });
    expect(await answer.json()).toMatchObject({
      groups: [{ id: small.groupId, title: '7Б', pupils: 2 }],
      defaults: { date: '2026-11-18', slot: 3 },
    });
  });

  it('is given once, and a repeat of the command hears the same', async () => {
    const body = { groupId: small.groupId, date: '2026-11-19', slot: 5 };
    const key = '0f0e0d0c-0b0a-4908-8706-050403020100';
    const first = await add(small.teacher, body, key);
    expect(first).toMatchObject({ status: 201, body: { lessonId: expect.any(String) as string } });
    expect((await add(small.teacher, body, key)).text).toBe(first.text);
    expect(await add(small.teacher, body)).toMatchObject({
      status: 409,
      body: { code: 'lesson_exists', facts: { lessonId: first.body['lessonId'] } },
    });
    const { body: shown } = await page(small.teacher, String(first.body['lessonId']), String(first.body['position']));
    expect(shown.lesson).toMatchObject({ outside: true, from: '12:35', to: '13:20', teacher: { id: small.teacher } });
  });

  it('is refused where the timetable has one, outside terms, and without a bell', async () => {
    const at = (date: string, slot: number) => add(small.teacher, { groupId: small.groupId, date, slot });
    expect(await at('2026-11-18', 2)).toMatchObject({
      status: 409,
      body: { code: 'lesson_exists', facts: { lessonId: small.wednesday } },
    });
    expect(await at('2027-02-01', 2)).toMatchObject({ status: 409, body: { code: 'lesson_outside_term' } });
    expect(await at('2026-11-19', 12)).toMatchObject({ status: 409, body: { code: 'no_such_bell' } });
  });

  it('is not for a teacher of other groups', async () => {
    expect((await add(small.other, { groupId: small.groupId, date: '2026-11-19', slot: 6 })).status).toBe(403);
  });
});

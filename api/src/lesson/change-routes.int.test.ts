import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSmallSchool, small } from '../../test/small-school.ts';
import { openWorld, type World } from '../../test/world.ts';

let world: World;
let now: Date = small.now;
beforeAll(async () => {
  world = await openWorld({ clock: () => now });
  await openSmallSchool(world.api.commands);
  await world.settled();
  await world.signIn(small.teacher, small.other, small.head, small.mother, small.anna);
});
afterAll(() => world.close());

type Answer = Record<string, unknown> & { position?: string };
async function call(
  as: string,
  method: string,
  path: string,
  body?: unknown,
): Promise<{ status: number; body: Answer }> {
  const answer = await world.send(method, `/api${path}`, { as, body });
  const text = await answer.text();
  return { status: answer.status, body: (text ? JSON.parse(text) : {}) as Answer };
}
const head = (method: string, path: string, body?: unknown) => call(small.head, method, path, body);
const reason = 'teacher_absent';
const inDiary = async (lesson: string) => {
  const { body } = await call(small.mother, 'GET', `/diary/${small.anna}`);
  const days = body['days'] as { lessons: (Record<string, unknown> & { id: string })[] }[];
  return days.flatMap(({ lessons }) => lessons).find(({ id }) => id === lesson);
};
const roll = (as: string) => call(as, 'PUT', `/lessons/${small.friday}/attendance`, { exceptions: [] });

describe('a teacher is ill', () => {
  const absences = `/schools/${small.schoolId}/absences`;
  let absenceId: unknown;

  it('the deputy reports it and sees whose lessons are left', async () => {
    const days = { teacherId: small.teacher, from: '2026-11-20', to: '2026-11-20' };
    const reported = await head('POST', absences, days);
    expect(reported.status).toBe(201);
    absenceId = reported.body['absenceId'];
    expect((await head('POST', absences, days)).body).toMatchObject({ code: 'absence_overlaps' });
    await world.settled();
    const { body } = await head('GET', `${absences}?date=2026-11-20`);
    expect(body).toMatchObject({
      absences: [{ teacher: { id: small.teacher }, from: '2026-11-20', to: '2026-11-20' }],
      lessons: [{ id: small.friday, substitute: null, cancelled: null }],
    });
  });

  it('is offered who could stand in, and may not name the ill teacher or a pupil', async () => {
    const { body } = await head('GET', `/lessons/${small.friday}/substitutes`);
    const teachers = body['teachers'] as { teacher: { id: string }; absent: boolean; busy: boolean }[];
    expect(teachers.map(({ teacher }) => teacher.id).toSorted()).toEqual([small.other, small.tutor].toSorted());
    const put = (substituteId: string) =>
      head('PUT', `/lessons/${small.friday}/substitute`, { substituteId, reason, saw: null });
    expect((await put(small.teacher)).body).toMatchObject({ code: 'substitute_is_teacher' });
    expect((await put(small.anna)).body).toMatchObject({ code: 'substitute_not_there' });
  });

  it('lets somebody stand in: the diary says so, and the lesson opens to them from its day on', async () => {
    const put = await head('PUT', `/lessons/${small.friday}/substitute`, {
      substituteId: small.other,
      reason,
      saw: null,
    });
    expect(put.status).toBe(200);
    await world.settled();
    expect(await inDiary(small.friday)).toMatchObject({ teacher: 'Дьяков И. П.', substituted: true });
    expect((await roll(small.other)).status).toBe(403);
    now = new Date('2026-11-20T07:00:00Z');
    expect((await roll(small.other)).status).toBe(200);
    const page = await call(small.other, 'GET', `/lessons/${small.friday}`);
    expect(page.body).toMatchObject({ pupils: [{ average: null }, { average: null }] });
    expect((await call(small.other, 'GET', `/lessons/${small.wednesday}`)).status).toBe(403);
    expect((await call(small.other, 'GET', `/journal/${small.groupId}`)).status).toBe(403);
    expect((await call(small.other, 'GET', `/today?school=${small.schoolId}`)).body).toMatchObject({
      lessons: [{ id: small.friday }],
    });
  });

  it('shuts the lesson when the window is over', async () => {
    now = new Date('2026-11-27T07:00:00Z');
    expect((await call(small.other, 'GET', `/lessons/${small.friday}`)).status).toBe(200);
    now = new Date('2026-11-28T07:00:00Z');
    expect((await call(small.other, 'GET', `/lessons/${small.friday}`)).status).toBe(403);
    now = small.now;
  });

  it('is back after all', async () => {
    expect((await head('DELETE', `${absences}/${small.teacher}/${String(absenceId)}`)).status).toBe(200);
    await world.settled();
    expect((await head('GET', `${absences}?date=2026-11-20`)).body).toMatchObject({ absences: [] });
  });
});

describe('a lesson', () => {
  const cancellation = `/lessons/${small.monday}/cancellation`;
  it('is cancelled, takes no marks, and is given after all', async () => {
    expect((await head('POST', cancellation, { reason: 'school_event' })).status).toBe(200);
    await world.settled();
    expect(await inDiary(small.monday)).toMatchObject({ cancelled: 'school_event' });
    const mark = await call(small.teacher, 'POST', `/lessons/${small.monday}/marks`, {
      marks: [{ pupilId: small.anna, value: '5', replaces: null }],
    });
    expect(mark.body).toMatchObject({ code: 'lesson_is_cancelled' });
    expect((await head('DELETE', cancellation)).status).toBe(200);
    await world.settled();
    expect(await inDiary(small.monday)).toMatchObject({ cancelled: null });
  });

  it('is moved, unless the pupils have another one then', async () => {
    const place = `/lessons/${small.monday}/place`;
    const saw = { date: '2026-11-16', slot: 2 };
    const onto = await head('PUT', place, { date: '2026-11-18', slot: 2, room: '300', reason, saw });
    expect(onto.body).toMatchObject({ code: 'lesson_clashes' });
    expect((await head('PUT', place, { date: '2026-11-17', slot: 4, room: '300', reason, saw })).status).toBe(200);
    await world.settled();
    expect(await inDiary(small.monday)).toMatchObject({ date: '2026-11-17', slot: 4, movedFrom: saw });
  });

  it('is no one’s to change but head’s and admin’s', async () => {
    const statuses = [small.teacher, small.anna, small.mother].map(
      async (as) => (await call(as, 'POST', cancellation, { reason })).status,
    );
    expect(await Promise.all(statuses)).toEqual([403, 403, 404]);
  });
});

describe('the timetable', () => {
  const path = `/schools/${small.schoolId}/timetable`;
  it('is the own week, and a class’s, a teacher’s or a room’s on demand', async () => {
    for (const [as, query] of [
      [small.teacher, ''],
      [small.anna, ''],
      [small.mother, ''],
      [small.mother, `?teacher=${small.teacher}`],
      [small.head, `?class=${small.classId}`],
      [small.head, ''],
    ] as const) {
      const { body } = await call(as, 'GET', `${path}${query}`);
      expect((body['lessons'] as { id: string }[]).map(({ id }) => id)).toEqual([
        small.monday,
        small.wednesday,
        small.friday,
      ]);
    }
    expect((await call(small.mother, 'GET', `${path}?room=300`)).body).toMatchObject({
      lessons: [{ id: small.monday }],
    });
    expect((await call(small.mother, 'GET', `${path}?room=1`)).body).toMatchObject({ lessons: [] });
  });

  it('has no clashes that the moves of lessons made', async () => {
    expect((await head('GET', `${path}/clashes`)).body).toMatchObject({ clashes: [] });
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSmallSchool, small } from '../../test/small-school.ts';
import { openWorld, type World } from '../../test/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld({ clock: () => small.now });
  await openSmallSchool(world.api.commands);
  await world.settled();
  await world.signIn(small.teacher, small.other, small.tutor, small.head, small.mother, small.anna, small.boris);
});
afterAll(() => world.close());

const get = async (as: string, path: string) => {
  const answer = await world.send('GET', path, { as });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
};
const post = async (as: string, lessonId: string, marks: readonly unknown[]) => {
  const answer = await world.send('POST', `/api/lessons/${lessonId}/marks`, { as, body: { marks } });
  return {
    status: answer.status,
    body: (await answer.json()) as Record<string, unknown> & { ids: string[]; position: string },
  };
};
const cell = (pupilId: string, value: string | null, replaces: string | null = null) => ({ pupilId, value, replaces });

describe('marks', () => {
  it('are given, changed with a reason, and told with old, new, who and why', async () => {
    const given = await post(small.teacher, small.monday, [cell(small.anna, '5'), cell(small.boris, '3')]);
    expect(given.status).toBe(200);
    expect(given.body.ids).toHaveLength(2);
    const [event] = given.body.ids as [string];

    expect(await post(small.teacher, small.monday, [cell(small.anna, '4')])).toMatchObject({
      status: 409,
      body: {
        code: 'cell_changed',
        facts: {
          cells: [
            {
              pupilId: small.anna,
              yours: '4',
              current: { value: '5', event, byId: small.teacher, by: 'Кравцова Е. А.' },
            },
          ],
        },
      },
    });
    expect(await post(small.teacher, small.monday, [cell(small.anna, '4', event)])).toMatchObject({
      status: 409,
      body: { code: 'reason_needed' },
    });
    const corrected = await post(small.teacher, small.monday, [
      { ...cell(small.anna, '4', event), reason: 'typo', note: 'Не та строка' },
    ]);
    expect(corrected.status).toBe(200);

    const at = small.now.toISOString();
    const by = { id: small.teacher, short: 'Кравцова Е. А.' };
    const history = `/api/lessons/${small.monday}/marks/${small.anna}/history`;
    expect(await get(small.mother, `${history}?after=${corrected.body.position}`)).toEqual({
      status: 200,
      body: {
        changes: [
          { event, at, by, kind: 'posted', before: null, after: '5', reason: null, note: null },
          {
            event: corrected.body.ids[0],
            at,
            by,
            kind: 'corrected',
            before: '5',
            after: '4',
            reason: 'typo',
            note: 'Не та строка',
          },
        ],
      },
    });
    for (const [who, status] of [
      [small.teacher, 200],
      [small.tutor, 200],
      [small.anna, 200],
      [small.head, 200],
      [small.boris, 403],
      [small.other, 404],
    ] as const) {
      expect((await get(who, history)).status).toBe(status);
    }
  });

  it('are all refused when one is off the scale or of another group', async () => {
    const before = await world.store.head();
    expect(await post(small.teacher, small.friday, [cell(small.anna, '5'), cell(small.boris, '6')])).toMatchObject({
      status: 409,
      body: { code: 'mark_off_scale' },
    });
    expect(await post(small.teacher, small.friday, [cell(small.anna, '5'), cell(small.tutor, '5')])).toMatchObject({
      status: 409,
      body: { code: 'pupil_not_in_group' },
    });
    expect(await world.store.head()).toBe(before);
  });

  it('are the subject teacher’s alone to give', async () => {
    for (const [who, status] of [
      [small.tutor, 403],
      [small.head, 403],
      [small.other, 403],
      [small.anna, 403],
      [small.mother, 404],
    ] as const) {
      expect((await post(who, small.friday, [cell(small.anna, '5')])).status, who).toBe(status);
    }
  });

  it('do nothing a second time', async () => {
    const given = await post(small.teacher, small.friday, [cell(small.boris, '4')]);
    expect((await post(small.teacher, small.friday, [cell(small.boris, '4')])).body).toMatchObject({
      ids: [],
      position: given.body.position,
    });
  });
});

describe('the journal', () => {
  it('lists the groups of the teacher, of the tutor’s class and of the head’s school', async () => {
    const group = {
      id: small.groupId,
      schoolId: small.schoolId,
      title: '7Б',
      classTitle: '7Б',
      subject: { id: small.subjectId, title: 'Алгебра' },
      pupils: 2,
      over: false,
    };
    for (const [who, mayAddLesson] of [
      [small.teacher, true],
      [small.head, false],
    ] as const)
      expect((await get(who, '/api/journal')).body).toEqual({ groups: [{ ...group, mayAddLesson }] });
    for (const who of [small.other, small.mother, small.anna])
      expect((await get(who, '/api/journal')).body).toEqual({ groups: [] });
  });

  it('shows cells, averages by weight and the term', async () => {
    const work = await world.send('PUT', `/api/lessons/${small.friday}/work`, {
      as: small.teacher,
      body: { kind: 'test', weight: 3 },
    });
    const { position } = (await work.json()) as { position: string };
    const { body } = await get(small.teacher, `/api/journal/${small.groupId}?after=${position}`);
    expect(body).toMatchObject({
      group: { id: small.groupId, title: '7Б', classTitle: '7Б' },
      subject: { title: 'Алгебра' },
      terms: [{ id: small.termId, current: true }],
      term: { id: small.termId },
      lessons: [
        { id: small.monday, work: { kind: 'classwork', weight: 1 } },
        { id: small.wednesday },
        { id: small.friday, work: { kind: 'test', weight: 3 } },
      ],
      // Борис: 3 × 1 and 4 × 3.
      pupils: [
        { id: small.boris, average: '3.75', count: 2 },
        {
          id: small.anna,
          average: '4.00',
          count: 1,
          cells: { [small.monday]: { mark: { value: '4', changed: true }, attendance: null } },
        },
      ],
    });
  });

  it('is hidden from who teaches other groups, families and pupils', async () => {
    for (const [who, status] of [
      [small.other, 403],
      [small.mother, 404],
      [small.anna, 403],
      [small.tutor, 200],
    ] as const) {
      expect((await get(who, `/api/journal/${small.groupId}`)).status, who).toBe(status);
    }
  });
});

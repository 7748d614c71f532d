import { streams } from '@peremena/events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSmallSchool, small } from '../../test/small-school.ts';
import { openWorld, type World } from '../../test/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld({ clock: () => small.now });
  await openSmallSchool(world.api.commands);
  await world.settled();
  await world.signIn(small.teacher, small.other, small.head, small.mother, small.anna, small.boris);
});
afterAll(() => world.close());

const get = async (as: string, path: string) => {
  const answer = await world.send('GET', path, { as });
  return {
    status: answer.status,
    body: (await answer.json()) as Record<string, unknown> & { days: { date: string; lessons: unknown[] }[] },
  };
};

describe('the diary', () => {
  it('shows the parent what the teacher wrote a moment ago, and nobody else’s marks', async () => {
    const teaches = (method: string, path: string, body: unknown) =>
      world.send(method, `/api/lessons/${small.wednesday}/${path}`, { as: small.teacher, body });
    await teaches('PUT', 'attendance', { exceptions: [{ pupilId: small.anna, code: 'late' }] });
    await teaches('PUT', 'homework', { text: '№ 312', dueOn: null, saw: null });
    const marked = await teaches('POST', 'marks', {
      marks: [small.anna, small.boris].map((pupilId, index) => ({ pupilId, value: index ? '2' : '5', replaces: null })),
    });
    const { position } = (await marked.json()) as { position: string };

    const { status, body } = await get(small.mother, `/api/diary/${small.anna}?week=2026-11-22&after=${position}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      today: '2026-11-18',
      week: { from: '2026-11-16', to: '2026-11-22' },
      pupil: { short: 'Соколова А. И.', classTitle: '7Б' },
    });
    expect(body.days.map(({ lessons }) => lessons.length)).toEqual([1, 0, 1, 0, 1, 0, 0]);
    expect(body.days[2]?.lessons[0]).toMatchObject({
      subject: { title: 'Алгебра' },
      given: { text: '№ 312', dueOn: null },
      attendance: 'late',
      marks: [{ value: '5', weight: 1, kind: 'classwork', changed: false }],
      teacher: 'Кравцова Е. А.',
    });
    expect(body.days[4]?.lessons[0]).toMatchObject({ due: [{ text: '№ 312', fromDate: '2026-11-18' }] });
    expect(JSON.stringify(body)).not.toContain(small.boris);
  });

  it('is the pupil’s own, the parent’s, and the school’s leaders’', async () => {
    for (const [who, status] of [
      [small.anna, 200],
      [small.mother, 200],
      [small.head, 200],
      [small.teacher, 403],
      [small.boris, 403],
      [small.other, 404],
    ] as const) {
      expect((await get(who, `/api/diary/${small.anna}`)).status, who).toBe(status);
    }
    expect((await get(small.mother, `/api/diary/${small.boris}`)).status).toBe(404);
  });

  it('closes when the guardian’s days are over', async () => {
    await world.happened(
      streams.guardianship(small.anna),
      [
        {
          type: 'GuardianUnlinked',
          data: { pupilId: small.anna, guardianId: small.mother, from: '2026-09-01', lastDay: '2026-11-17' },
        },
      ],
      null,
    );
    await world.settled();
    expect((await get(small.mother, `/api/diary/${small.anna}`)).status).toBe(404);
  });
});

import { randomUUID } from 'node:crypto';
import { type AnyEvent, streams } from '@peremena/events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSmallSchool, small } from '../../test/small-school.ts';
import { openWorld, type World } from '../../test/world.ts';

const [quiz, essay] = [randomUUID(), randomUUID()];
const group = { schoolId: small.schoolId, groupId: small.groupId };
const terms = { description: null, category: null, assignedOn: null, termId: null, scale: null };
const plain = { textScore: null, flags: [], scoredOn: null, comment: null };
const event = (type: string, data: object) => ({ type, data: { ...group, ...data } }) as unknown as AnyEvent;
const resultOf = (workId: string, pupilId: string, said: object) =>
  event('ResultBroughtIn', { workId, resultId: randomUUID(), pupilId, source: 'oneroster:r', ...plain, ...said });

let world: World;
beforeAll(async () => {
  world = await openWorld({ clock: () => small.now });
  await openSmallSchool(world.api.commands);
  const stream = streams.group(small.schoolId, small.groupId);
  const scale = { title: 'Буквы', source: 'oneroster:s', values: [{ value: 'A', meaning: '94' }] };
  const events = [
    event('WorkBroughtIn', {
      ...{ ...terms, workId: quiz, title: 'Проверочная', dueOn: '2026-05-20', lowest: '0', highest: '100' },
      source: 'oneroster:quiz',
    }),
    event('WorkBroughtIn', {
      ...{ ...terms, workId: essay, title: 'Сочинение', dueOn: '2026-05-12', lowest: null, highest: null, scale },
      source: 'oneroster:essay',
    }),
    resultOf(quiz, small.anna, { status: 'graded', score: '95.5', comment: 'Молодец', scoredOn: '2026-05-21' }),
    resultOf(quiz, small.boris, { status: 'not_submitted', score: null, flags: ['missing'] }),
    resultOf(essay, small.anna, { status: 'graded', score: null, textScore: 'A' }),
  ];
  await world.happened(stream, events, small.schoolId);
  await world.settled();
  await world.signIn(small.teacher, small.other, small.tutor, small.head, small.mother, small.anna, small.boris);
});
afterAll(() => world.close());

const get = async (as: string, path: string) => {
  const answer = await world.send('GET', path, { as });
  const text = await answer.text();
  return { status: answer.status, text, body: JSON.parse(text) as Record<string, unknown> };
};
const statusesOf = (path: string, who: readonly string[]) =>
  Promise.all(who.map(async (as) => (await get(as, path)).status));

describe('what a pupil brought from another system', () => {
  it('is read by the pupil and the parent, the newest work first, in the words of then', async () => {
    for (const who of [small.anna, small.mother]) {
      const { status, body, text } = await get(who, `/api/brought-in/${small.anna}`);
      expect(status).toBe(200);
      expect(body).toMatchObject({
        pupil: { id: small.anna, short: 'Соколова А. И.', classTitle: '7Б' },
        subjects: [
          {
            ...{ id: small.subjectId, title: 'Алгебра' },
            works: [
              {
                ...{ id: quiz, title: 'Проверочная', lowest: '0', highest: '100', values: [] },
                result: { status: 'graded', score: '95.5', textScore: null, comment: 'Молодец', changedAt: null },
              },
              { id: essay, values: [{ value: 'A', meaning: '94' }], result: { score: null, textScore: 'A' } },
            ],
          },
        ],
      });
      expect(text).not.toContain(small.boris);
      expect(text).not.toContain('$sealed');
    }
  });

  it('opens to tutor and head, to no classmate, no teacher of one subject and nobody else', async () => {
    const who = [small.tutor, small.head, small.boris, small.teacher, small.other];
    expect(await statusesOf(`/api/brought-in/${small.anna}`, who)).toEqual([200, 200, 403, 403, 404]);
  });

  it('is told of in the diary by number, and is no mark and in no average there', async () => {
    const { body, text } = await get(small.mother, `/api/diary/${small.anna}`);
    expect(body).toMatchObject({ broughtIn: 2 });
    expect(text).not.toContain('95.5');
    expect((await get(small.boris, `/api/diary/${small.boris}`)).body).toMatchObject({ broughtIn: 1 });
  });
});

describe('what a group brought from another system', () => {
  it('is read by its teacher, the tutor and the head, pupil by pupil', async () => {
    const { body } = await get(small.teacher, `/api/journal/${small.groupId}/brought-in`);
    expect(body).toMatchObject({
      works: [{ id: quiz }, { id: essay }],
      pupils: [
        { id: small.boris, short: 'Васильев Б. Д.', results: [{ status: 'not_submitted', flags: ['missing'] }] },
        {
          id: small.anna,
          results: expect.arrayContaining([expect.objectContaining({ comment: 'Молодец' })]) as object,
        },
      ],
    });
    const who = [small.tutor, small.head, small.anna, small.mother, small.other];
    const journal = `/api/journal/${small.groupId}`;
    expect(await statusesOf(`${journal}/brought-in`, who)).toEqual(await statusesOf(journal, who));
    expect((await get(small.mother, `${journal}/brought-in`)).text).not.toContain(small.boris);
  });

  it('is told of in the journal by number', async () => {
    const { body, text } = await get(small.teacher, `/api/journal/${small.groupId}`);
    expect(body).toMatchObject({ broughtIn: 2 });
    expect(text).not.toContain('95.5');
  });

  it('is noted as looked at by staff, for each pupil shown', async () => {
    await get(small.teacher, `/api/journal/${small.groupId}/brought-in`);
    await get(small.head, `/api/brought-in/${small.anna}`);
    const { body } = await get(small.anna, '/api/looks');
    const by = (id: string, kind: string): unknown =>
      expect.objectContaining({ by: expect.objectContaining({ id }) as object, kind });
    expect(body).toMatchObject({
      looks: expect.arrayContaining([by(small.teacher, 'journal'), by(small.head, 'diary')]) as object,
    });
  });
});

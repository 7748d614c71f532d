import { randomUUID } from 'node:crypto';
import { streams } from '@peremena/events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diesAfter, forgetful } from '../../test/roster/forgetful.ts';
import { foundSchool, type School } from '../../test/school.ts';
import { openWorld, type World } from '../../test/world.ts';
import type { CommandHandler } from '../core/handle-command.ts';

let world: World;
let now = new Date('2027-06-20T08:00:00Z');
beforeAll(async () => {
  world = await openWorld({ clock: () => now });
});
afterAll(() => world.close());

type Json = Record<string, unknown>;
const on = '2027-09-01';
const terms = [{ title: '1 четверть', from: on, to: '2027-10-24' }];

/** A school with a third class, 6Б, that goes into the seventh year, and what its admin asks and sends. */
async function opened(canary: string) {
  const school: School = await foundSchool(world, canary);
  const sixth = randomUUID();
  const at = { schoolId: school.id, classId: sixth };
  await world.happened(
    streams.class(school.id as never, sixth as never),
    [{ type: 'ClassOpened', data: { ...at, title: '6Б', grade: 6, source: null } }] as never,
    school.id,
  );
  await world.settled();
  const { admin, head, teacher } = school.person;
  await world.signIn(admin, head, teacher);
  const path = `/api/schools/${school.id}/year`;
  const body = {
    on,
    classes: [
      { classId: school.own.klass, title: '8Б' },
      { classId: school.other.klass, title: null },
      { classId: sixth, title: '7Б' },
    ],
    opened: ['1А'],
    pupils: [{ pupilId: school.person.classmate, toClassId: sixth }],
    terms,
  };
  const send = async (to: string, sent: unknown, { as = admin, by = world.send, key = randomUUID() } = {}) => {
    const answer = await by('POST', `${path}${to}`, { as, body: sent, key });
    return { status: answer.status, body: (await answer.json()) as Json };
  };
  const get = async (where: string, as = admin) => {
    const answer = await world.send('GET', where, { as });
    return (await answer.json()) as Json;
  };
  const change = async () => (await get(path))['change'] as Json & { changeId: string; phase: string };
  const ended = async () => {
    await world.settled();
    await world.api.finishUnfinished(0);
    await expect.poll(async () => (await change()).phase, { timeout: 60_000 }).toMatch(/completed|undone/);
    return change();
  };
  /** Titles and pupils of all three classes on a day. */
  const classes = async (date: string) =>
    Promise.all(
      [school.own.klass, school.other.klass, sixth].map(async (id) => {
        const found = await get(`/api/classes/${id}?on=${date}`);
        const { title } = found['class'] as { title: string };
        return [title, (found['pupils'] as { id: string }[]).map((one) => one.id).toSorted()];
      }),
    );
  return { school, sixth, path, body, send, get, change, ended, classes };
}

describe('a change of the school year', () => {
  it('is previewed by class, with nothing changed, and refused in words', async () => {
    const { school, path, body, send, get } = await opened('год-1');
    const { pupil, classmate, otherPupil, head } = school.person;
    expect(await get(path)).toMatchObject({
      on,
      classes: [
        { title: '7Б', proposed: '8Б' },
        { title: '9А', proposed: '10А' },
      ],
      change: null,
    });
    const before = await world.store.head();
    expect(await send('/preview', body)).toMatchObject({
      status: 200,
      body: {
        ...{ on, lastDay: '2027-08-31' },
        promoted: expect.arrayContaining([
          { from: '7Б', to: '8Б', groups: 1, pupils: 1 },
          { from: '6Б', to: '7Б', groups: 0, pupils: 0 },
        ]) as unknown,
        leaving: [{ from: '9А', pupils: [{ id: otherPupil }] }],
        moved: [{ id: classmate, from: '7Б', to: '7Б' }],
        ...{ opened: ['1А'], terms, left: [] },
      },
    });
    for (const [wrong, code] of [
      [{ classes: [], opened: ['7Б'] }, 'year_titles'],
      [{ pupils: [{ pupilId: pupil, toClassId: school.other.klass }] }, 'year_class_leaves'],
      [{ terms: [...terms, ...terms] }, 'year_terms_overlap'],
      [{ terms: [{ ...terms[0], to: '2027-01-01' }] }, 'year_term_dates'],
      [{ classes: [], opened: [], pupils: [], terms: [] }, 'nothing_changes'],
    ] as const)
      expect((await send('', { ...body, ...wrong })).body['code']).toBe(code);
    expect((await send('', body, { as: head })).status).toBe(403);
    expect(await world.store.head()).toBe(before);
  });

  it('killed in the middle it is completed once; past days keep their titles; undone, all is as it was', async () => {
    const { school, body, send, ended, classes, get } = await opened('год-2');
    const { pupil, classmate, otherPupil, teacher } = school.person;
    const before = await classes(on);
    const dying = world.with({ commands: diesAfter(world.api.parts.commands, 5) });
    const key = randomUUID();
    expect((await send('', body, { by: dying, key })).status).toBe(201);
    await world.settled();
    expect(await ended()).toMatchObject({ phase: 'completed', kept: [] });
    const head = await world.store.head();
    expect((await send('', body, { key })).status).toBe(201);
    expect((await send('', body)).body['code']).toBe('year_changed');
    expect(await world.store.head()).toBe(head);
    expect(await classes('2027-08-31')).toEqual([
      ['7Б', [pupil, classmate].toSorted()],
      ['9А', [otherPupil]],
      ['6Б', []],
    ]);
    expect(await classes(on)).toEqual([
      ['8Б', [pupil]],
      ['9А', []],
      ['7Б', [classmate]],
    ]);
    // The journal of the old year says 7Б, the day's groups of the new one 8Б.
    now = new Date('2027-09-02T08:00:00Z');
    const journal = await get(`/api/journal/${school.own.group}?term=${school.term}`, teacher);
    expect((journal['group'] as { classTitle: string }).classTitle).toBe('7Б');
    const listed = (await get('/api/journal', teacher))['groups'] as { classTitle: string; title: string }[];
    expect(listed).toMatchObject([{ classTitle: '8Б', title: expect.stringContaining('8Б') as unknown }]);
    now = new Date('2027-06-20T08:00:00Z');

    const { changeId } = await ended();
    expect((await send('/undo', { changeId: randomUUID() })).body['code']).toBe('year_not_changed');
    expect((await send('/undo', { changeId })).status).toBe(201);
    expect(await ended()).toMatchObject({ phase: 'undone', kept: [{ what: 'terms' }] });
    expect(await classes(on)).toEqual(before);
  });

  /** Undone, a change leaves nothing behind, however often its process was cut off. */
  async function undoesAll(canary: string, process: (commands: CommandHandler) => CommandHandler) {
    const { body, send, classes, change, ended } = await opened(canary);
    const before = await classes(on);
    const by = world.with({ commands: process(world.api.parts.commands) });
    await send('', { ...body, terms: [] }, { by });
    await world.settled();
    await expect.poll(async () => (await change()).phase, { timeout: 60_000 }).toBe('completed');
    await send('/undo', { changeId: (await change()).changeId });
    expect(await ended()).toMatchObject({ phase: 'undone', kept: [] });
    expect(await classes(on)).toEqual(before);
  }
  it('undoes all that it did', () => undoesAll('год-3', (commands) => commands));
  it('planted fault: a process that forgets where it was is found out', () =>
    expect(
      undoesAll('год-4', (commands) => {
        const lost = forgetful(commands);
        // Its own stream it still knows: what it forgets are the classes and groups.
        return (request) => (request.stream.startsWith('schoolyear-') ? commands(request) : lost(request));
      }),
    ).rejects.toThrow());

  it('keeps, row by row, what later facts stand on', async () => {
    const { school, body, send, ended, classes } = await opened('год-5');
    const { otherPupil, admin, classmate, pupil } = school.person;
    await send('', { ...body, terms: [] });
    await world.settled();
    const { changeId } = await ended();
    const back = { kind: 'arrival', on: '2027-09-10', pupil: { id: otherPupil }, groups: null, reason: 'other' };
    const answer = await world.send('POST', `/api/classes/${school.own.klass}/roster`, { as: admin, body: back });
    expect(answer.status).toBe(200);
    await world.settled();
    await send('/undo', { changeId });
    expect(await ended()).toMatchObject({ phase: 'undone', kept: [{ what: 'pupil', id: otherPupil }] });
    expect(await classes(on)).toEqual([
      ['7Б', [pupil, classmate].toSorted()],
      ['9А', []],
      ['6Б', []],
    ]);
  });

  it('keeps a pupil who has marks in the groups of the new year', async () => {
    const { school, body, send, ended, sixth } = await opened('год-6');
    const { classmate } = school.person;
    const at = { schoolId: school.id, groupId: randomUUID(), subjectId: randomUUID() };
    const [lessonId, markId, termId] = [randomUUID(), randomUUID(), randomUUID()];
    await world.happened(
      streams.group(school.id as never, at.groupId as never),
      [{ type: 'GroupFormed', data: { ...at, classId: sixth, title: '6Б, алгебра', source: null } }] as never,
      school.id,
    );
    await world.settled();
    await send('', { ...body, terms: [] });
    await world.settled();
    const { changeId } = await ended();
    const { subjectId, ...of } = { ...at, lessonId };
    const place = { date: '2027-09-06', slot: 1, from: '08:30', to: '09:15', room: null };
    await world.happened(
      streams.lesson(school.id as never, lessonId as never),
      [{ type: 'LessonPlanned', data: { ...of, subjectId, termId, teacherId: randomUUID(), ...place } }] as never,
      school.id,
    );
    await world.happened(
      streams.journal(school.id as never, at.groupId as never, subjectId as never, termId as never),
      [{ type: 'MarkPosted', data: { ...of, markId, pupilId: classmate, value: '4' } }] as never,
      school.id,
    );
    await world.settled();
    await send('/undo', { changeId });
    expect(await ended()).toMatchObject({ phase: 'undone', kept: [{ what: 'pupil', id: classmate }] });
  });
});

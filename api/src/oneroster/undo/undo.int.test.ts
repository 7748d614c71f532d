import type { EventStore } from '@peremena/events/store';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openUndoing, said, type Undoing } from '../../../test/oneroster/undoing.ts';
import { planBundle } from '../import.ts';
import { importRecord, importRecords } from '../records.ts';
import { namedKept } from './named.ts';
import { mayUndo } from './undo.ts';

let desk: Undoing;
let { world, folder, clock, bring, made, village, undo, shown, eventsOf } = {} as Undoing;

beforeAll(async () => {
  desk = await openUndoing();
  ({ world, folder, clock, bring, made, village, undo, shown, eventsOf } = desk);
});
afterAll(() => desk.close());

describe('undoing an import', () => {
  test('leaves what was there before, as the dry run said; again changes nothing; then it can come in anew', async () => {
    const before = await shown();
    const id = await bring(await village('first'));
    const dry = await undo(id, { dry: true });
    expect(dry.kept).toEqual([]);
    expect(await eventsOf(id)).toHaveLength(dry.undone);
    const real = await undo(id);
    expect(said(real)).toEqual(said(dry));
    expect(await shown()).toEqual(before);
    const [signIns] = await world.sql`select count(*)::int as count from api.credentials`;
    expect(signIns).toEqual({ count: 0 });
    const head = await world.store.head();
    expect(said(await undo(id))).toEqual(said(real));
    expect(await world.store.head()).toBe(head);
    expect((await importRecord(world.sql, id))?.undo).toMatchObject({ undone: real.undone, kept: [], by: null });
    const anew = await bring(await village('first'));
    expect((await eventsOf(anew)).length).toBeGreaterThan(20);
    expect((await undo(anew)).kept).toEqual([]);
    expect(await shown()).toEqual(before);
  });

  test('cut off anywhere, it is finished by running it again', async () => {
    const before = await shown();
    for (const appends of [1, 3, 9, 14]) {
      const id = await bring(await village(`cut ${appends}`));
      await expect(undo(id, { store: dying(world.store, appends) })).rejects.toThrow('killed');
      expect((await importRecord(world.sql, id))?.undo).toMatchObject({ endedAt: null });
      expect(await undo(id)).toMatchObject({ kept: [], undone: (await eventsOf(id)).length });
      expect(await shown()).toEqual(before);
    }
  });

  test('puts back names, titles and dates, but not those somebody changed since', async () => {
    const files = (name: string, title: string) => ({
      'orgs.csv': 'sourcedId,name,type\ns,Школа,school\n',
      'academicSessions.csv':
        'sourcedId,title,type,startDate,endDate\nt,Четверть,gradingPeriod,2026-11-02,2026-12-30\n',
      'courses.csv': 'sourcedId,title\nc,Чтение\n',
      'classes.csv': `sourcedId,title,classType,courseSourcedId,schoolSourcedId\nk,${title},homeroom,,s\ng,Чтение ${title},scheduled,c,s\n`,
      'users.csv': `sourcedId,role,orgSourcedIds,givenName,familyName\nu,student,s,Анна,${name}\nw,student,s,Анна,${name}\n`,
      'enrollments.csv': 'classSourcedId,userSourcedId,role\nk,u,student\n',
    });
    await bring(await made(files('Первая', '1А')));
    const before = await shown();
    const second = await bring(await made(files('Вторая', '1Б')));
    const [renamed] = (await eventsOf(second)).filter(({ type }) => type === 'PersonRenamed');
    const { personId } = renamed?.data as { personId: never };
    const names = { familyName: 'Своя', givenName: 'Анна', middleName: null };
    await world.happened(`person-${String(personId)}`, [{ type: 'PersonRenamed', data: { personId, ...names } }], null);
    const report = await undo(second);
    expect(report.kept).toEqual([
      { type: 'PersonRenamed', stream: renamed?.stream, personId: null, partId: null, code: 'undo_changed' },
    ]);
    expect(await namedKept(world.api.parts, report.kept)).toEqual(['Своя Анна']);
    await world.happened(
      `person-${String(personId)}`,
      [{ type: 'PersonRenamed', data: { personId, ...names, familyName: 'Первая' } }],
      null,
    );
    expect(await shown()).toEqual(before);
  });

  test('keeps who signed in, and what the person holds on to', async () => {
    const id = await bring(await village('signed in'));
    const events = await eventsOf(id);
    const [post] = events.filter(({ type }) => type === 'PostTaken');
    const { personId } = post?.data as { personId: string };
    await world.sql`delete from api.credentials where person_id = ${personId}`;
    await world.signIn(personId);
    const report = await undo(id);
    expect(report.kept.map(({ type, code }) => `${type} ${code}`)).toContain('PersonRegistered undo_signed_in');
    expect(report.kept.every(({ stream }) => stream === `person-${personId}`)).toBe(true);
  });

  test('a set of changes does not find whom an undo withdrew', async () => {
    const people = {
      'orgs.csv': 'sourcedId,name,type\ns,Школа,school\n',
      'classes.csv': 'sourcedId,title,classType,schoolSourcedId\nk,1А,homeroom,s\n',
      'users.csv': 'sourcedId,role,orgSourcedIds,givenName,familyName\nu,student,s,Анна,Новая\n',
      'enrollments.csv': 'classSourcedId,userSourcedId,role\nk,u,student\n',
    };
    const { 'users.csv': _, ...school } = people;
    await bring(await made({ ...school, 'users.csv': 'sourcedId,role,givenName,familyName\n' }, 'changes'));
    await undo(await bring(await made(people, 'changes')));
    const folderOfChanges = await mkdtemp(join(folder, 'changes-'));
    const files = {
      'manifest.csv': 'propertyName,value\noneroster.version,1.1\nfile.enrollments,delta\n',
      'orgs.csv': people['orgs.csv'],
      'enrollments.csv':
        'sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role\ne,active,2026-11-18T08:00:00Z,k,s,u,student\n',
    };
    for (const [name, text] of Object.entries(files)) await writeFile(join(folderOfChanges, name), text);
    const { store, sealing } = world.api.parts;
    const log = { store, sealing };
    const changes = { path: folderOfChanges, clock, timeZone: 'Europe/Moscow', source: 'changes', log };
    expect([...(await planBundle(changes)).refused.values()]).toMatchObject([{ code: 'unknown_user' }]);
  });

  test('one that may still be at work is not touched', async () => {
    const record = (await importRecords(world.sql))[0]!;
    expect(mayUndo(null, clock())).toBe('undo_unknown');
    expect(mayUndo(record, clock())).toBeNull();
    expect(mayUndo({ ...record, endedAt: null }, clock())).toBe('undo_running');
    expect(mayUndo({ ...record, endedAt: null }, new Date('2026-11-22T10:00:00Z'))).toBeNull();
  });
});
/** A log that is gone after so many appends: the last of them is stored and not answered. */
function dying(log: EventStore, appends: number): EventStore {
  let left = appends;
  return {
    ...log,
    append: async (wanted) => {
      if (left <= 0) throw new Error('killed');
      left -= 1;
      const done = await log.append(wanted);
      if (left === 0) throw new Error('killed');
      return done;
    },
  };
}

import { startSchool, type Cell } from './running-school.ts';

/** A cell with the cookies of the teacher who marks it and of the guardian who has the diary open (null where nobody looks). */
export interface SignedCell extends Cell {
  readonly teacher: string;
  readonly guardian: string | null;
}

/** What the process sends once the school runs. Told `rebuild` it builds all read models anew and sends how many events it read; told anything else it stops. */
export interface Opened {
  readonly base: string;
  readonly cells: readonly SignedCell[];
}

// The school in a process of its own: those who load it and measure it must not wait for it in one thread.
const [pupils = 1, diaries = 1] = process.argv.slice(2).map(Number);
const school = await startSchool();
const cells = await school.cells(pupils);
const teachers = new Map<string, string>();
for (const { teacherId } of cells)
  if (!teachers.has(teacherId)) teachers.set(teacherId, await school.signIn(teacherId));
const signed: SignedCell[] = [];
for (const [at, cell] of cells.entries()) {
  const guardian = at % (pupils / diaries) === 0 ? await school.signIn(cell.guardianId) : null;
  signed.push({ ...cell, teacher: teachers.get(cell.teacherId) ?? '', guardian });
}
process.on('message', (order) => {
  if (order === 'rebuild') void school.rebuild().then((rebuilt) => process.send?.({ rebuilt }));
  else void school.stop().then(() => process.disconnect());
});
process.send?.({ base: school.base, cells: signed } satisfies Opened);

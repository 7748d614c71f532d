import { randomUUID } from 'node:crypto';
import type { School } from '../school.ts';
import type { World } from '../world.ts';

/** A file that came into a school, and was undone as far as nothing stood on it: under the id of the school. */
export async function putUpload({ sql }: Pick<World, 'sql'>, { id, person }: School): Promise<void> {
  const [run, at] = [randomUUID(), new Date('2026-11-02T08:00:00Z')];
  const counts = { added: 1, changed: 0, unchanged: 0, refused: 1 };
  const lines = [{ kind: 'refused', file: 'users.csv', line: 2, column: 'email', code: 'cell_missing' }];
  const report = { dry: false, ...counts, byFile: { 'users.csv': { ...counts, aside: 0 } }, lines, more: 0 };
  const kept = [{ type: 'PersonRegistered', stream: `person-${person.pupil}`, personId: null, partId: null }];
  const byDeed = { PersonRegistered: 1 };
  const candidates = [{ personId: person.pupil, classes: ['7Б'], row: null }];
  const proposals = [{ file: 'Ученики', line: 2, decided: null, candidates }];
  const undo = { undone: 1, made: 1, byDeed, staysByDeed: byDeed, stays: 1 };
  const told = { ...undo, kept: kept.map((one) => ({ ...one, code: 'undo_marks' })) };
  await sql`
    insert into api.imports (id, source, delta, file_name, begun_at, ended_at, undo_begun_at, undone_at, undone, undo_kept)
    values (${run}, '', true, 'school.zip', ${at}, ${at}, ${at}, ${at}, 1, ${sql.json(told.kept)})`;
  await sql`
    insert into api.uploads (id, school_id, uploaded_by, name, kind, bytes, sha256, uploaded_at, report, proposals, request_id, started_at, import_ids, ended_at, until)
    values (${id}, ${id}, ${randomUUID()}, 'school.zip', 'oneroster', 1, ${'0'.repeat(64)}, ${at}, ${sql.json(report)}, ${sql.json(proposals)}, ${randomUUID()}, ${at},
      array[${run}]::uuid[], ${at}, ${at})`;
  await sql`
    insert into api.import_undos (id, upload_id, school_id, asked_by, asked_at, report, told_at, request_id, ended_at)
    values (${randomUUID()}, ${id}, ${id}, ${person.head}, ${at}, ${sql.json(told)}, ${at}, ${randomUUID()}, ${at})`;
}

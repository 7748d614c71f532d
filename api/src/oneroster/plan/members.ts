import type { ClassId } from '@peremena/events';
import type { Shelf } from '../shelf/shelf.ts';
import type { Enrollment } from './enrollments.ts';

/** What of the enrollments is asked for by class and by person. */
export class Members {
  readonly #shelf: Shelf;

  constructor(shelf: Shelf) {
    this.#shelf = shelf;
  }

  put({ row, one, user, role, ended }: Enrollment): void {
    this.#shelf.run(
      'insert into member (n, taught, home, title, school, person, pupil, ended) values (?, ?, ?, ?, ?, ?, ?, ?)',
      ...[row.n!, one.id, ...(one.kind === 'class' ? [one.id, one.title] : [null, null]), one.school.id, user.id],
      ...[role === 'student' ? 1 : 0, ended ? 1 : 0],
    );
  }

  /** Whether somebody is in a class now by another row. */
  isNow({ one, user, role }: Enrollment): boolean {
    const text = 'select 1 from member where person = ? and taught = ? and pupil = ? and ended = 0 limit 1';
    return this.#shelf.get(text, user.id, one.id, role === 'student' ? 1 : 0) !== undefined;
  }

  /** The one class that all pupils of a group are of, by their enrollments in homerooms of the same school; null where there is none such. */
  homeroomOf(groupId: string): ClassId | null {
    const homes = this.#shelf.all<{ home: string | null }>(
      `select distinct (
         select case when count(distinct own.home) = 1 then min(own.home) end from member own
         where own.person = of.person and own.school = of.school and own.home is not null and own.pupil = 1 and own.ended = 0
       ) as home from member of where of.taught = ? and of.pupil = 1 and of.ended = 0 limit 2`,
      groupId,
    );
    return homes.length === 1 ? ((homes[0]?.home ?? null) as ClassId | null) : null;
  }

  /** Where somebody is now: ids of schools, and titles of classes (null for a group), in the order of the bundle. */
  of(personId: string): readonly { readonly school: string; readonly title: string | null }[] {
    return this.#shelf.all('select school, title from member where person = ? and ended = 0 order by n', personId);
  }
}

import type { Sql } from '../src/core/connection.ts';

/** A day of the year that the rows are of, within the first term. */
export const day = '2026-10-14';

/** What a school of the region has. */
const [classes, pupilsOfClass, subjects, teachers] = [33, 34, 14, 70];
const [firstDay, lessonDays] = ['2026-09-01', 60];

/** SQL: the id of the n-th thing of a kind in a school; the same in every database. */
const id = (kind: string, n = '0') => `md5('${kind} ' || school || ' ' || ${n})::uuid`;
const each = (name: string, count: number) => `generate_series(0, ${count - 1}) as ${name}`;
const pupil = id('pupil', `(class * ${pupilsOfClass} + seat)`);
const klass = id('class', 'class');
// Three subjects of a class are taught in halves.
const group = id('group', `(class * ${subjects * 2} + subject * 2 + case when subject < 3 then half else 0 end)`);
const teacher = id('teacher', `((class * 2 + subject * 5 + half) % ${teachers})`);
const groups = `${each('class', classes)}, ${each('subject', subjects)}, ${each('half', 2)}`;
const taught = '(half = 0 or subject < 3)';
const family = `(array['Иванов','Смирнов','Кузнецов','Попов','Соколов','Лебедев','Козлов','Новиков','Морозов','Петров'])[1 + n % 10]`;
const given = `(array['Анна','Борис','Вера','Глеб','Дарья','Егор','Жанна'])[1 + (n / 10 + school) % 7]`;
const named = (kind: string, count: number) => `
  insert into people_v1 (person_id, family_name, given_name, middle_name)
  select ${id(kind, 'n')}, ${family}, ${given}, null from schools, ${each('n', count)}`;
const fact = (
  kind: string,
  person: string,
  object: string,
  rest: { from: string; detail?: string; school?: string },
) => `
  insert into access_facts_v1 (kind, person_id, object_id, detail, valid_from, valid_to, school_id, fact_id)
  select distinct '${kind}', ${person}, ${object}, ${rest.detail ?? `''`}, '${firstDay}'::date, null::date, ${rest.school ?? id('school')}, ${person}
  from schools, ${rest.from}`;

const rows: readonly string[] = [
  `insert into schools_v1 select ${id('school')}, 'Школа № ' || school, 'Europe/Moscow', 'five', '{"list":[{"slot":1,"from":"08:30","to":"09:15"}]}' from schools`,
  `insert into terms_v1 select ${id('term')}, ${id('school')}, '1 четверть', '${firstDay}', '2026-11-01' from schools`,
  `insert into subjects_v1 select ${id('subject', 'n')}, ${id('school')}, 'Предмет ' || n from schools, ${each('n', subjects)}`,
  `insert into classes_v1 select ${klass}, ${id('school')}, (1 + class / 3) || chr(1040 + class % 3), 1 + class / 3 from schools, ${each('class', classes)}`,
  `insert into groups_v1 select ${group}, ${id('school')}, ${id('subject', 'subject')}, ${klass}, (1 + class / 3) || chr(1040 + class % 3)
   from schools, ${groups} where ${taught}`,
  named('pupil', classes * pupilsOfClass),
  named('guardian', classes * pupilsOfClass),
  named('teacher', teachers),
  fact('enrolled', pupil, klass, { from: `${each('class', classes)}, ${each('seat', pupilsOfClass)}` }),
  fact('guardian', id('guardian', `(class * ${pupilsOfClass} + seat)`), pupil, {
    from: `${each('class', classes)}, ${each('seat', pupilsOfClass)}`,
    school: 'null::uuid',
  }),
  fact('in_group', pupil, group, {
    from: `${groups}, ${each('seat', pupilsOfClass)} where ${taught} and (subject >= 3 or seat % 2 = half)`,
  }),
  fact('teaches', teacher, group, {
    from: `${groups} where ${taught}`,
    detail: `${id('subject', 'subject')}::text`,
  }),
  fact('post', id('teacher', 'n'), id('school'), { from: each('n', teachers), detail: `'teacher'` }),
  fact('post', id('teacher'), id('school'), { from: 'generate_series(0, 0)', detail: `'head'` }),
  `insert into group_members_v1 (group_id, pupil_id, valid_from, valid_to, school_id)
   select object_id, person_id, valid_from, valid_to, school_id from access_facts_v1 where kind = 'in_group'`,
  `insert into timetable_versions_v1 (version_id, school_id, title, state, from_date, drafted_at, published_at)
   select ${id('version')}, ${id('school')}, 'I четверть', 'published', '${firstDay}', '${firstDay}', '${firstDay}' from schools`,
  `insert into grid_lessons_v1 (grid_lesson_id, version_id, school_id, group_id, weekday, slot, weeks, teacher_id, room)
   select ${id('grid', `(class * 10000 + subject * 100 + half * 10 + weekday)`)}, ${id('version')}, ${id('school')}, ${group}, weekday,
     1 + (subject + weekday) % 7, 'every', ${teacher}, (100 + class * 2 + half)::text
   from schools, ${groups}, generate_series(1, 5) as weekday where ${taught} and (subject + weekday) % 2 = 0`,
  `insert into lessons_v2 (lesson_id, school_id, group_id, subject_id, term_id, teacher_id, date, slot, from_time, to_time, room, outside, changes, roll_taken)
   select md5(g.grid_lesson_id::text || d)::uuid, g.school_id, g.group_id, gr.subject_id, t.term_id, g.teacher_id, '${firstDay}'::date + d, g.slot,
     '08:30', '09:15', g.room, false, 0, true
   from grid_lessons_v1 g join groups_v1 gr using (group_id) join terms_v1 t on t.school_id = g.school_id, generate_series(0, ${lessonDays - 1}) as d
   where extract(isodow from '${firstDay}'::date + d) = g.weekday`,
];

/** Fills the read models asked about with schools of 1,122 pupils by rows: what a projector takes half an hour for. */
export async function fillRegion(sql: Sql, schools: number): Promise<void> {
  const view = `with schools as (select school from generate_series(1, ${schools}) as school) `;
  for (const text of rows) await sql.unsafe(text.replace('insert into', `${view} insert into`));
  await sql.unsafe('analyze');
}

/** The id of the n-th school and of its head. */
export async function schoolAndHead(sql: Sql, school: number): Promise<{ schoolId: string; headId: string }> {
  const [row] = await sql.unsafe<{ schoolId: string; headId: string }[]>(
    `select ${id('school')} as "schoolId", ${id('teacher')} as "headId" from generate_series(${school}, ${school}) as school`,
  );
  return row!;
}

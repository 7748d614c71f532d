/** Files of a bundle of one school with `classes` homerooms of 25 pupils, each taught `subjects` subjects. */
export function largeBundle(classes: number, subjects: number): Record<string, string> {
  const count = (n: number) => Array.from({ length: n }, (_, i) => i);
  const pupils = count(classes * 25);
  const homeOf = (pupil: number) => Math.floor(pupil / 25);
  const lines = (header: string, rows: readonly (readonly (string | number)[])[]) =>
    [header, ...rows.map((row) => row.join(','))].join('\n');
  return {
    'manifest.csv': 'propertyName,value\noneroster.version,1.1\nsource.systemCode,large\n',
    'orgs.csv': 'sourcedId,name,type\ns,Большая школа,school\n',
    'academicSessions.csv': 'sourcedId,title,type,startDate,endDate\nt,Четверть,gradingPeriod,2026-11-02,2026-12-30\n',
    'courses.csv': lines(
      'sourcedId,title',
      count(subjects).map((n) => [`c${n}`, `Предмет ${n}`]),
    ),
    'classes.csv': lines('sourcedId,title,classType,courseSourcedId,schoolSourcedId', [
      ...count(classes).map((n) => [`k${n}`, `${n}А`, 'homeroom', '', 's']),
      ...count(classes).flatMap((n) =>
        count(subjects).map((m) => [`g${n}.${m}`, `Предмет ${m} ${n}А`, 'scheduled', `c${m}`, 's']),
      ),
    ]),
    'users.csv': lines('sourcedId,role,orgSourcedIds,username,givenName,familyName,email', [
      ...count(classes).map((n) => [
        `t${n}`,
        'teacher',
        's',
        `teacher${n}`,
        'Вера',
        `Учителева${n}`,
        `t${n}@school.example`,
      ]),
      ...pupils.map((n) => [`p${n}`, 'student', 's', `pupil${n}`, 'Мира', `Ученикова${n}`, '']),
    ]),
    'enrollments.csv': lines('classSourcedId,userSourcedId,role', [
      ...pupils.flatMap((n) => [
        [`k${homeOf(n)}`, `p${n}`, 'student'],
        ...count(subjects).map((m) => [`g${homeOf(n)}.${m}`, `p${n}`, 'student']),
      ]),
      ...count(classes).flatMap((n) => [
        [`k${n}`, `t${n}`, 'teacher'],
        ...count(subjects).map((m) => [`g${n}.${m}`, `t${n}`, 'teacher']),
      ]),
    ]),
  };
}

/** Rows of such a bundle, each of which makes something. */
export const largeRows = (classes: number, subjects: number): number =>
  2 + subjects + classes * (1 + subjects) + classes * 26 + classes * 26 * (1 + subjects);

/** Events it becomes: one a row, and bells for the school, a post and contacts for each teacher. */
export const largeEvents = (classes: number, subjects: number): bigint =>
  BigInt(largeRows(classes, subjects) + 1 + 2 * classes);

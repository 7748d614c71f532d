/** One bundle of 5,000 rows below their headers, of which 20 are bad, each in a way of its own file. */
export function fiveThousand(): { readonly files: Record<string, string>; readonly bad: readonly string[] } {
  const bad: string[] = [];
  const file = (name: string, header: string, good: readonly string[], spoilt: readonly string[]): string => {
    const every = Math.floor(good.length / (spoilt.length + 1));
    const rows = good.flatMap((row, n) => {
      const at = (n + 1) % every === 0 ? spoilt[(n + 1) / every - 1] : undefined;
      return at === undefined ? [row] : [row, at];
    });
    for (const row of spoilt) bad.push(`${name}:${rows.indexOf(row) + 2}`);
    return [header, ...rows].join('\n');
  };
  const count = (n: number) => Array.from({ length: n }, (_, i) => i);
  const pupils = count(1_600);
  const files = {
    'manifest.csv': 'propertyName,value\noneroster.version,1.1\nsource.systemCode,five\n',
    'orgs.csv': 'sourcedId,name,type\ns,Пятая,school\n',
    'academicSessions.csv': file(
      'academicSessions.csv',
      'sourcedId,title,type,startDate,endDate',
      ['t1,I,term,2026-09-01,2026-10-24', 't2,II,term,2026-11-02,2026-12-30', 't3,III,term,2027-01-11,2027-03-20'],
      ['t4,IV,term,2027-03-29,2027-02-30'],
    ),
    'courses.csv': `sourcedId,title\n${count(48)
      .map((n) => `c${n},Предмет ${n}`)
      .join('\n')}\n`,
    'classes.csv': file(
      'classes.csv',
      'sourcedId,title,classType,courseSourcedId,schoolSourcedId',
      [
        ...count(64).map((n) => `k${n},${n}А,homeroom,,s`),
        ...count(64).map((n) => `g${n},Предмет ${n % 48} ${n}А,scheduled,c${n % 48},s`),
      ],
      ['kx,5Я,homeroom,,nowhere', 'gx,Ничто,scheduled,c99,s', 'k3,3Б,homeroom,,s'],
    ),
    'users.csv': file(
      'users.csv',
      'sourcedId,role,orgSourcedIds,username,givenName,familyName',
      pupils.map((n) => `p${n},student,s,,Мира,Ученикова${n}`),
      [
        'p7,student,s,,Дважды,Дважды',
        'px,student,s,,,Безымянная',
        `py,student,s,,${'а'.repeat(300)},Длинная`,
        'pz,student,s,,Лишняя,Ячейка,ещё',
        'pn,student,s,,Нуль\u0000,Внутри',
      ],
    ),
    'demographics.csv': 'sourcedId,birthDate\n',
    'enrollments.csv': file(
      'enrollments.csv',
      'classSourcedId,userSourcedId,role,beginDate,endDate',
      pupils.flatMap((n) => [`k${n % 64},p${n},student,2026-09-01,`, `g${n % 64},p${n},student,2026-09-01,`]),
      [
        'k99,p1,student,2026-09-01,',
        'k1,p9999,student,2026-09-01,',
        'k1,px,student,2026-09-01,',
        'gx,p2,student,2026-09-01,',
        'k1,p3,wizard,2026-09-01,',
        'k2,p4,student,soon,',
        'k2,p5,student,2026-02-30,',
        'k2,p6,student,9/1/2026,',
        'k2,p7,student,2026-09-01,2026-08-01',
        ',p8,student,2026-09-01,',
        'k2,,student,2026-09-01,',
      ],
    ),
  };
  return { files, bad };
}

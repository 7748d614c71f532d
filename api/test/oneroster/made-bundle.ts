import fc from 'fast-check';

/** Files of small bundles of one source: good rows and bad ones, so that one after another they add, change, end and refuse. */
export function madeBundles(): fc.Arbitrary<Record<string, string>> {
  const id = (prefix: string, count: number) => fc.nat({ max: count - 1 }).map((n) => `${prefix}${n}`);
  const date = fc.constantFrom('', '2026-09-01', '2026-10-05', '01.11.2026', '2026-02-30', 'soon', '2026-12-20');
  const status = fc.constantFrom('', 'active', 'active', 'tobedeleted', 'odd');
  const name = fc.constantFrom('Анна', 'Пётр', 'Li', '=1+1', '', 'x'.repeat(200), 'a\u0000b');
  const number = fc.constantFrom('', '0', '5', '4,5', '100.50', '-3', '1e9', 'five');
  const table = (header: string, row: fc.Arbitrary<string[]>, max: number) =>
    fc
      .array(row, { maxLength: max })
      .map((rows) => [header, ...rows.map((cells) => cells.map((cell) => `"${cell}"`).join(','))].join('\n'));
  return fc.record({
    'manifest.csv': fc.constant('propertyName,value\noneroster.version,1.1\nsource.systemCode,made\n'),
    'orgs.csv': fc.constant('sourcedId,name,type\ns0,Первая,school\ns1,Вторая,school\n'),
    'academicSessions.csv': table(
      'sourcedId,title,type,startDate,endDate,status',
      fc.tuple(id('t', 2), name, fc.constantFrom('term', 'schoolYear'), date, date, status),
      3,
    ),
    'courses.csv': fc.constant('sourcedId,title\nc0,Математика\nc1,Чтение\n'),
    'classes.csv': table(
      'sourcedId,title,classType,courseSourcedId,schoolSourcedId,status',
      fc.tuple(id('k', 4), name, fc.constantFrom('homeroom', 'scheduled'), id('c', 3), id('s', 3), status),
      5,
    ),
    'users.csv': table(
      'sourcedId,role,orgSourcedIds,username,givenName,familyName,email,agentSourcedIds,status',
      fc.tuple(
        id('u', 6),
        fc.constantFrom('student', 'teacher', 'parent', 'wizard'),
        id('s', 3),
        id('login', 4),
        name,
        name,
        fc.constantFrom('', 'a@b', 'no'),
        id('u', 7),
        status,
      ),
      8,
    ),
    'demographics.csv': table('sourcedId,birthDate,sex', fc.tuple(id('u', 7), date, fc.constantFrom('', 'female')), 3),
    'enrollments.csv': table(
      'sourcedId,classSourcedId,userSourcedId,role,beginDate,endDate,status',
      fc.tuple(
        id('e', 20),
        id('k', 5),
        id('u', 7),
        fc.constantFrom('student', 'teacher', 'aide', 'odd'),
        date,
        date,
        status,
      ),
      10,
    ),
    'categories.csv': table('sourcedId,title,weight,status', fc.tuple(id('c', 2), name, number, status), 2),
    'scoreScales.csv': table(
      'sourcedId,title,scoreScaleValue',
      fc.tuple(id('z', 2), name, fc.constantFrom('{A:5},{B:4}', '{A:}', 'A:5')),
      2,
    ),
    'lineItems.csv': table(
      'sourcedId,title,classSourcedId,categorySourcedId,academicSessionSourcedId,assignDate,dueDate,resultValueMin,resultValueMax,status',
      fc.tuple(id('w', 4), name, id('k', 5), id('c', 3), id('t', 3), date, date, number, number, status),
      5,
    ),
    'lineItemScoreScales.csv': table('lineItemSourcedId,scoreScaleSourcedId', fc.tuple(id('w', 5), id('z', 3)), 2),
    'results.csv': table(
      'sourcedId,lineItemSourcedId,studentSourcedId,scoreStatus,score,textScore,scoreDate,comment,late,status',
      fc.tuple(
        ...[id('r', 8), id('w', 5), id('u', 7)],
        fc.constantFrom('fully graded', 'fully graded', 'Exempt', 'not submitted', '', 'odd'),
        number,
        fc.constantFrom('', '', 'A', 'неуд'),
        date,
        name,
        fc.constantFrom('', 'true', 'odd'),
        status,
      ),
      8,
    ),
  });
}

/**
 * Who may do what, written down from the table of rights in docs/reference/rights.md and from nothing else: this file shares no code with
 * api/src/access, so that a mistake there cannot hide here.
 */

/** What a person is to the lesson or pupil that a request names. */
export const standings = [
  'nobody',
  'self',
  'classmate',
  'guardian',
  'former guardian',
  // An order leaves the timetable and homework, or nothing at all.
  'guardian under order',
  'guardian shut out',
  'subject teacher',
  'tutor',
  'other teacher',
  'former teacher',
  'head',
  'admin',
  'pupil of another school',
  'guardian in another school',
  'teacher of another school',
  'head of another school',
  'admin of another school',
] as const;
export type Standing = (typeof standings)[number];

export type Row =
  | 'own session'
  | 'password of the pupil'
  | 'second factor of the pupil'
  | 'invitations of the class'
  | 'guardians of the pupil'
  | 'consent of a pupil of age'
  | 'staff of the school'
  | 'request of the school'
  | 'proposal at the school'
  | 'pupils of the class'
  | 'roster of the class'
  | 'school year'
  | 'export of the school'
  | 'file of an export'
  | 'import of the school'
  | 'upload'
  | 'lesson mark'
  | 'attendance'
  | 'homework'
  | 'lesson'
  | 'diary'
  | 'brought-in results of the pupil'
  | 'school day'
  | 'timetable'
  | 'lesson change'
  | 'substitution'
  | 'settings'
  | 'deployment'
  | 'school calendar'
  | 'consent of the pupil'
  | 'consents of the class'
  | 'consent texts'
  | 'access journal of the pupil'
  | 'access journal of the school'
  | 'paper consent of the pupil'
  | 'own page';
export type Verb = 'read' | 'change' | 'create';

/** allowed; known: may know that it exists, so 403; hidden: may not know, so 404; sign-in: 401. */
export type Verdict = 'allowed' | 'known' | 'hidden' | 'sign-in';

type Rights = Readonly<Partial<Record<Standing, readonly Verb[]>>>;

const table: Readonly<Record<Row, Rights>> = {
  'lesson mark': {
    self: ['read'],
    guardian: ['read'],
    'subject teacher': ['read', 'create', 'change'],
    tutor: ['read'],
    head: ['read'],
    admin: ['read'],
  },
  attendance: {
    self: ['read'],
    guardian: ['read'],
    'subject teacher': ['read', 'create', 'change'],
    tutor: ['read', 'create', 'change'],
    head: ['read'],
    admin: ['read'],
  },
  homework: {
    self: ['read'],
    guardian: ['read'],
    'subject teacher': ['read', 'create', 'change'],
    tutor: ['read'],
    head: ['read'],
    admin: ['read'],
  },
  diary: {
    self: ['read'],
    guardian: ['read'],
    'guardian under order': ['read'],
    tutor: ['read'],
    head: ['read'],
    admin: ['read'],
  },
  // With the marks: an order that leaves the timetable alone leaves none of it.
  'brought-in results of the pupil': {
    self: ['read'],
    guardian: ['read'],
    tutor: ['read'],
    head: ['read'],
    admin: ['read'],
  },
  'consent of a pupil of age': { self: ['change'] },
  // Whether it is one's own, or about oneself: see request/decider.ts.
  'request of the school': { head: ['read', 'change'], admin: ['read', 'change'] },
  'staff of the school': { head: ['read'], admin: ['read', 'create'] },
  'proposal at the school': { admin: ['create'] },
  // What of it is told to whom: see guardianship/seen.ts. Who is limited reads the own order.
  'guardians of the pupil': {
    self: ['read'],
    guardian: ['read'],
    'guardian under order': ['read'],
    'guardian shut out': ['read'],
    tutor: ['read'],
    head: ['read'],
    admin: ['read'],
  },
  lesson: { 'subject teacher': ['read', 'create', 'change'], tutor: ['read'], head: ['read'], admin: ['read'] },
  // The day at school opens to whoever is of the school; a guardian has the diary instead.
  'school day': Object.fromEntries(
    (['self', 'classmate', 'subject teacher', 'tutor', 'other teacher', 'head', 'admin'] as const).map((one) => [
      one,
      ['read'],
    ]),
  ),
  timetable: Object.fromEntries(
    (
      [
        'self',
        'classmate',
        'guardian',
        'guardian under order',
        'subject teacher',
        'tutor',
        'other teacher',
        'head',
        'admin',
      ] as const
    ).map((one) => [one, ['read']]),
  ),
  'lesson change': { head: ['read', 'change'], admin: ['read', 'change'] },
  substitution: { head: ['read', 'create', 'change'], admin: ['read', 'create', 'change'] },
  // There are several schools, and nobody is admin of all of them.
  deployment: {},
  settings: { head: ['read'], admin: ['read', 'change'] },
  'school calendar': { head: ['read', 'create', 'change'], admin: ['read', 'create', 'change'] },
  // The request names a session that none of them has, so it is nobody's to end.
  'own session': {},
  'second factor of the pupil': { admin: ['change'] },
  'pupils of the class': { tutor: ['read'], head: ['read'], admin: ['read'] },
  'school year': { admin: ['read', 'change'] },
  'export of the school': { admin: ['read'] },
  // The request names an export that nobody asked for.
  'file of an export': {},
  'import of the school': { admin: ['read', 'create'] },
  upload: { head: ['read'], admin: ['read', 'change'] },
  'roster of the class': { admin: ['read', 'change'] },
  'invitations of the class': { tutor: ['read', 'create'], admin: ['read', 'create'] },
  'password of the pupil': {
    guardian: ['read', 'change'],
    tutor: ['read', 'change'],
    admin: ['read', 'change'],
  },
  'consent of the pupil': {
    self: ['read', 'change'],
    guardian: ['read', 'change'],
    tutor: ['read'],
    head: ['read'],
    admin: ['read'],
  },
  'access journal of the pupil': { self: ['read'], guardian: ['read'], head: ['read'], admin: ['read'] },
  'paper consent of the pupil': { admin: ['create', 'change'] },
  'access journal of the school': { head: ['read'], admin: ['read'] },
  'consents of the class': { tutor: ['read'], head: ['read'], admin: ['read'] },
  'consent texts': {
    // This order leaves the timetable, and with it the school's pages for everybody.
    'guardian under order': ['read'],
    ...Object.fromEntries(
      (['self', 'classmate', 'guardian', 'subject teacher', 'tutor', 'other teacher', 'head'] as const).map((one) => [
        one,
        ['read'],
      ]),
    ),
    admin: ['read', 'create'],
  },
  'own page': Object.fromEntries(
    standings.filter((one) => one !== 'nobody').map((one) => [one, ['read', 'create', 'change']]),
  ),
};

const sameSchool: ReadonlySet<Standing> = new Set([
  'self',
  'classmate',
  'guardian',
  'guardian under order',
  'subject teacher',
  'tutor',
  'other teacher',
  'head',
  'admin',
]);

/** What must come of a request by a person of that standing. */
export function verdict(standing: Standing, row: Row, verb: Verb): Verdict {
  if (standing === 'nobody') return 'sign-in';
  if (table[row][standing]?.includes(verb)) return 'allowed';
  return sameSchool.has(standing) ? 'known' : 'hidden';
}

/** Statuses that carry out a verdict. A denial to someone of the school may also hide the thing; to a stranger it must. */
export function agrees(expected: Verdict, status: number): boolean {
  switch (expected) {
    case 'sign-in':
      return status === 401;
    case 'hidden':
      return status === 404;
    case 'known':
      return status === 403 || status === 404;
    case 'allowed':
      return status < 400 || status === 409 || status === 412 || status === 422;
  }
}

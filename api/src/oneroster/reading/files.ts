/** The files of a bundle that are read, and their columns: those a row cannot do without, and those that are used where they are there. */
export const files = {
  orgs: { required: ['sourcedId', 'name'], optional: ['status', 'type', 'parentSourcedId'] },
  academicSessions: { required: ['sourcedId', 'title', 'startDate', 'endDate'], optional: ['status', 'type'] },
  courses: { required: ['sourcedId', 'title'], optional: ['status'] },
  classes: {
    required: ['sourcedId', 'title', 'schoolSourcedId'],
    optional: ['status', 'dateLastModified', 'classType', 'courseSourcedId', 'grades', 'termSourcedIds'],
  },
  users: {
    required: ['sourcedId', 'givenName', 'familyName'],
    optional: [
      'status',
      'dateLastModified',
      'enabledUser',
      'orgSourcedIds',
      'primaryOrgSourcedId',
      'role',
      'username',
      'middleName',
      'email',
      'sms',
      'phone',
      'agentSourcedIds',
    ],
  },
  roles: {
    required: ['userSourcedId', 'role', 'orgSourcedId'],
    optional: ['sourcedId', 'status', 'dateLastModified', 'beginDate', 'endDate'],
  },
  demographics: { required: ['sourcedId'], optional: ['status', 'birthDate', 'sex'] },
  enrollments: {
    required: ['classSourcedId', 'userSourcedId', 'role'],
    optional: ['sourcedId', 'status', 'dateLastModified', 'schoolSourcedId', 'beginDate', 'endDate'],
  },
  categories: { required: ['sourcedId', 'title'], optional: ['status', 'weight'] },
  scoreScales: { required: ['sourcedId', 'scoreScaleValue'], optional: ['status', 'title'] },
  lineItems: {
    required: ['sourcedId', 'title', 'classSourcedId'],
    optional: [
      'status',
      'description',
      'assignDate',
      'dueDate',
      'categorySourcedId',
      'academicSessionSourcedId',
      'resultValueMin',
      'resultValueMax',
      'schoolSourcedId',
    ],
  },
  lineItemScoreScales: { required: ['lineItemSourcedId', 'scoreScaleSourcedId'], optional: ['sourcedId', 'status'] },
  results: {
    required: ['sourcedId', 'lineItemSourcedId', 'studentSourcedId'],
    optional: [
      'status',
      'classSourcedId',
      'scoreStatus',
      'score',
      'textScore',
      'scoreDate',
      'comment',
      'inProgress',
      'incomplete',
      'late',
      'missing',
    ],
  },
} as const;

export type FileName = keyof typeof files;
export type Column<F extends FileName> = (typeof files)[F]['required' | 'optional'][number];

/** Files of the gradebook, which a bundle has or has not. */
export const gradebook: ReadonlySet<FileName> = new Set([
  'categories',
  'scoreScales',
  'lineItems',
  'lineItemScoreScales',
  'results',
]);

/** Files of the gradebook for which there is no place here: they are told of. */
export const placeless: ReadonlySet<string> = new Set([
  'lineitemlearningobjectiveids.csv',
  'resultlearningobjectiveids.csv',
  'resultscorescales.csv',
]);

/** Columns that nobody misses: roles and organisations of people stand in `roles.csv` since 1.2, and in `users.csv` before. */
export const elsewhere = (file: FileName, roles: boolean): readonly string[] =>
  file !== 'users' ? [] : roles ? ['role', 'orgSourcedIds'] : ['primaryOrgSourcedId'];

/** Files that no bundle can do without; the others are missed with a remark. */
export const neededFiles: readonly FileName[] = ['orgs', 'users'];

/** Columns of the standard that hold nothing we keep: no remark is made of them. `password` is one of them: it is never read into memory. */
const known = `sourcedId status dateLastModified identifier schoolYear schoolYearSourcedId courseCode orgSourcedId subjects subjectCodes classCode
  location periods userIds grades password userMasterIdentifier preferredGivenName preferredMiddleName preferredFamilyName pronouns roleType
  userProfileSourcedId primary schoolSourcedId courseSourcedId parentSourcedId americanIndianOrAlaskaNative asian blackOrAfricanAmerican
  nativeHawaiianOrOtherPacificIslander white demographicRaceTwoOrMoreRaces hispanicOrLatinoEthnicity countryOfBirthCode
  stateOfBirthAbbreviation cityOfBirth publicSchoolResidenceStatus title type classSourcedId lineItemSourcedId`;

/** A column's name as it is compared: case, spaces, hyphens and underscores do not matter. */
export const folded = (name: string): string => name.toLowerCase().replace(/[\s_-]/g, '');

const knownColumns = new Set(known.split(/\s+/).map(folded));
export const isOfStandard = (column: string): boolean =>
  knownColumns.has(folded(column)) || folded(column).startsWith('metadata.');

/** Names other programs give to columns of the standard, mostly those of its older versions. */
const otherNames: Readonly<Record<string, string>> = {
  termsourcedid: 'termSourcedIds',
  orgsourcedid: 'orgSourcedIds',
  agentsourcedid: 'agentSourcedIds',
  begindate: 'beginDate',
  startdate: 'startDate',
  usersourcedid: 'userSourcedId',
  gradingperiodsourcedid: 'academicSessionSourcedId',
};

/** The column of a file that a heading names, or undefined. */
export function columnOf(file: FileName, heading: string): string | undefined {
  const { required, optional } = files[file];
  const columns: readonly string[] = [...required, ...optional];
  const name = folded(heading);
  const exact = columns.find((column) => folded(column) === name);
  if (exact !== undefined) return exact;
  // OneRoster 1.0 named the person of a demographics row in a column of its own.
  if (file === 'demographics' && name === 'usersourcedid') return 'sourcedId';
  const other = otherNames[name];
  return other !== undefined && columns.includes(other) ? other : undefined;
}

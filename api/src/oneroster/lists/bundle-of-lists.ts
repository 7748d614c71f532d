import { streams } from '@peremena/events';
import { titled, folded } from '../../timetable/importing/columns.ts';
import type { Finding } from '../finding.ts';
import { type Identity, identityOf } from '../plan/identity.ts';
import { dateOf, gradeOf } from '../plan/cells.ts';
import type { User } from '../plan/people.ts';
import { nothingStands, type Standing } from '../plan/standing.ts';
import { type FileName, files } from '../reading/files.ts';
import type { BundleRead, Tables } from '../reading/read-bundle.ts';
import type { Row, Table } from '../reading/table.ts';
import type { TakenWith } from '../plan/plan.ts';
import { find } from '../shelf/found.ts';
import { Rows } from '../shelf/rows.ts';
import { Shelf } from '../shelf/shelf.ts';
import type { Reason } from '../reasons.ts';
import type { Decisions, Proposal } from '../who/proposal.ts';
import type { Around, Known } from '../around.ts';
import { calledAlike } from '../around.ts';
import { postOfLists, relationIn } from './columns.ts';
import { type Listed, peopleOfLists, type PersonRow } from './people-of-lists.ts';
import type { ListRow, Lists } from './read-lists.ts';

/** Lists as a set of changes of a school, and what could not even be made one. Columns of findings are those of lists. */
export interface BundleOfLists {
  readonly read: BundleRead;
  readonly source: string;
  readonly standing: Standing;
  readonly identity: Identity;
  readonly proposals: readonly Proposal[];
  readonly ofLists: readonly TakenWith[];
}

const school = 'school';
const fileNames = Object.keys(files) as FileName[];

/** Says lists as a bundle says a school, so that the same plan, rules and report serve both. Pure. */
export function bundleOfLists(lists: Lists, around: Around, decisions: Decisions = {}): BundleOfLists {
  const source = `lists:${around.schoolId}`;
  const plain = identityOf(source);
  const { people, refused: unclear, proposals } = peopleOfLists(lists, around, plain, decisions);
  const refused: Finding[] = [...lists.refused, ...unclear];
  const refuse = ({ file, line }: ListRow, column: string | null, code: Reason) =>
    void refused.push({ file, line, column, code });
  const tables: Record<'classes' | 'users' | 'demographics' | 'enrollments', Row[]> = {
    ...{ classes: [], users: [], demographics: [], enrollments: [] },
  };
  const put = ({ file, line }: ListRow, table: keyof typeof tables, cells: Readonly<Record<string, string | null>>) => {
    const told = Object.fromEntries(Object.entries(cells).filter(([, cell]) => cell !== null));
    tables[table].push({ file, line, cells: told });
  };

  const ofLists: TakenWith[] = [];
  /** A line of which nothing is made that another line does not stand for. */
  const takenWith = ({ file, line }: ListRow, other: ListRow | null) =>
    void ofLists.push({ file, line, other: other && { file: other.file, line: other.line } });

  const classes = new Map<string, string>();
  for (const row of lists.classes) {
    const { title = '', grade } = row.cells;
    const key = titled(title);
    if (classes.has(key)) refuse(row, 'title', 'lists_class_twice');
    else if (grade !== undefined && gradeOf(grade) === null) refuse(row, 'grade', 'lists_grade');
    else {
      classes.set(key, `class-${key}`);
      if (around.classes.has(key)) {
        takenWith(row, null);
        continue;
      }
      const cells = { sourcedId: `class-${key}`, title, schoolSourcedId: school, classType: 'homeroom' };
      put(row, 'classes', { ...cells, grades: grade ?? /^\d{1,2}/.exec(title)?.[0] ?? null });
    }
  }
  for (const key of around.classes.keys()) classes.set(key, `class-${key}`);

  const written = new Map<string, PersonRow>();
  const registered = new Set<string>();
  const byPerson = new Map<string, string>();
  const users: User[] = [];
  /** A person of a list, once however many rows they have. */
  const say = (row: PersonRow, one: Listed, cells: Readonly<Record<string, string | null>>) => {
    byPerson.set(one.sourcedId, one.personId);
    if (one.known && one.known.personId !== plain.person(one.sourcedId)) registered.add(one.sourcedId);
    const { sourcedId, familyName, givenName, known } = one;
    const kept = (mine: string | null, theirs: string | null | undefined) => mine ?? theirs ?? null;
    put(row, 'users', {
      ...{ sourcedId, familyName, givenName, middleName: kept(one.middleName, known?.middleName) },
      ...{ email: kept(one.email, known?.email), phone: kept(one.phone, known?.phone), ...cells },
    });
    if (one.birthDate !== null) put(row, 'demographics', { sourcedId, birthDate: one.birthDate });
    written.set(sourcedId, row);
  };

  for (const row of lists.pupils) {
    const one = people.get(row);
    if (!one) continue;
    const title = row.cells.class ?? '';
    const classSourcedId = classes.get(titled(title));
    const since = row.cells.from === undefined ? null : dateOf(row.cells.from);
    if (since && !('date' in since)) refuse(row, 'from', since.why);
    else if (classSourcedId === undefined) refuse(row, 'class', 'lists_class');
    else if (one.known?.classTitle && titled(one.known.classTitle) !== titled(title))
      refuse(row, 'class', 'lists_elsewhere');
    else {
      say(row, one, { role: 'student' });
      const cells = { classSourcedId, userSourcedId: one.sourcedId, role: 'student' };
      put(row, 'enrollments', { ...cells, beginDate: since ? since.date : null });
    }
  }
  for (const row of lists.staff) {
    const one = people.get(row);
    if (!one) continue;
    const { tutor } = row.cells;
    const classSourcedId = tutor === undefined ? null : classes.get(titled(tutor));
    if (classSourcedId === undefined) {
      refuse(row, 'tutor', 'lists_class');
      continue;
    }
    say(row, one, { role: postOfLists, orgSourcedIds: school });
    if (classSourcedId !== null)
      put(row, 'enrollments', { classSourcedId, userSourcedId: one.sourcedId, role: 'teacher' });
  }
  const families = new Map<
    string,
    { readonly row: PersonRow; readonly one: Listed; readonly children: string[]; readonly relation: string }
  >();
  for (const row of lists.guardians) {
    const one = people.get(row);
    const relation = relationIn(row.cells.relation ?? '');
    if (relation === null) refuse(row, 'relation', 'lists_relation');
    if (!one || relation === null) continue;
    const child = childOf(row);
    if (child === null) continue;
    // The same guardian may be a mother to one child and a guardian to another.
    const key = `${one.sourcedId} ${relation}`;
    const known = families.get(key);
    if (known) takenWith(row, known.row);
    const family = known ?? { row, one, children: [], relation };
    family.children.push(child);
    families.set(key, family);
  }
  const sexes = { mother: 'female', father: 'male', guardian: null } as const;
  const links: User[] = [];
  for (const { row, one, children, relation } of families.values()) {
    const said = written.get(one.sourcedId);
    if (said) takenWith(row, said);
    else say(row, one, {});
    const cells = { sourcedId: one.sourcedId, agentSourcedIds: children.join(',') };
    const sex = sexes[relation as keyof typeof sexes];
    links.push({
      id: one.personId,
      row: { file: row.file, line: row.line, cells },
      roles: new Set([sex ? 'parent' : 'guardian']),
      sex,
      deleted: false,
    });
  }

  const shelf = new Shelf();
  for (const finding of refused) find(shelf, 'unread', finding);
  for (const finding of lists.notes) find(shelf, 'note', finding);
  const table = (name: FileName): Table<FileName> => {
    const ofLists: readonly Row[] = name in tables ? tables[name as keyof typeof tables] : [];
    const rows = new Rows(shelf, name);
    for (const row of ofLists) rows.put(row);
    return { columns: new Set(ofLists.flatMap(({ cells }) => Object.keys(cells))) as Table<FileName>['columns'], rows };
  };
  return {
    read: {
      manifest: { version: null, system: 'lists', delta: true, notes: [] },
      tables: Object.fromEntries(fileNames.map((name) => [name, table(name)])) as unknown as Tables,
      shelf,
    },
    source,
    standing: { ...nothingStands, ...standingOf(around, classes), users: standingUsers(), registered },
    identity: {
      ...plain,
      school: () => around.schoolId,
      person: (id) => (byPerson.get(id) as never) ?? plain.person(id),
    },
    proposals,
    ofLists,
  };

  /** Links stand beside the users they are of, and pupils who are in no list but have a guardian in one. */
  function standingUsers(): ReadonlyMap<string, User> {
    const named = users.map((user): [string, User] => [`standing ${user.id}`, user]);
    return new Map([...named, ...links.map((user, at): [string, User] => [`link ${at}`, user])]);
  }

  /** The sourcedId of the child that a row of a guardian names, null where it was refused. */
  function childOf(row: ListRow<'guardians'>): string | null {
    const { childClass = '', childFamily = '', childGiven = '', childMiddle = null, childNumber } = row.cells;
    const wanted = { familyName: childFamily, givenName: childGiven, middleName: childMiddle };
    const ofList = lists.pupils.filter(
      ({ cells: { family = '', given = '', middle = null, class: title = '', number } }) =>
        childNumber === undefined
          ? titled(title) === titled(childClass) &&
            calledAlike({ familyName: family, givenName: given, middleName: middle }, wanted)
          : number !== undefined && folded(number) === folded(childNumber),
    );
    const inList = ofList.flatMap((one) => people.get(one) ?? []).filter(({ sourcedId }) => written.has(sourcedId));
    const inSchool = around.people.filter(
      (one) =>
        one.pupil &&
        one.classTitle !== null &&
        titled(one.classTitle) === titled(childClass) &&
        calledAlike(one, wanted) &&
        !inList.some(({ personId }) => personId === one.personId),
    );
    const found: readonly (Listed | Known)[] = [...inList, ...(childNumber === undefined ? inSchool : [])];
    if (found.length > 1) refuse(row, 'childGiven', 'lists_children');
    else if (ofList.length > 0 && found.length === 0) refuse(row, 'childGiven', 'refers_to_refused');
    else if (!found[0]) refuse(row, childNumber === undefined ? 'childGiven' : 'childNumber', 'lists_child');
    else if ('row' in found[0]) return found[0].sourcedId;
    else return standingPupil(found[0]);
    return null;
  }

  function standingPupil(one: Known): string {
    const sourcedId = `standing ${one.personId}`;
    const row: Row<'users'> = { file: '', line: 0, cells: { sourcedId } };
    if (!users.some(({ id }) => id === one.personId))
      users.push({ id: one.personId, row, roles: new Set(['student']), sex: null, deleted: false });
    return sourcedId;
  }
}

function standingOf(
  { schoolId, title, classes: there }: Around,
  classes: ReadonlyMap<string, string>,
): Pick<Standing, 'schools' | 'classes'> {
  const row: Row<'orgs'> = { file: '', line: 0, cells: { sourcedId: school, name: title } };
  const own = {
    id: schoolId,
    title,
    row,
    target: { slice: 'school' as const, stream: streams.school(schoolId), schoolId },
  };
  const known = [...classes].flatMap(([key, sourcedId]) => {
    const found = there.get(key);
    if (!found) return [];
    const target = { slice: 'class' as const, stream: streams.class(schoolId, found.id), schoolId };
    const taught: Row<'classes'> = { file: '', line: 0, cells: { sourcedId } };
    const one = { kind: 'class' as const, ...found, school: own, row: taught, opening: null, deleted: false, target };
    return [[sourcedId, one] as const];
  });
  return { schools: new Map([[school, own]]), classes: new Map(known) };
}

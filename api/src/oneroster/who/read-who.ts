import type { PersonId, SchoolId } from '@peremena/events';
import { calledAlike, type Known } from '../around.ts';
import { dateOf, kindOf } from '../plan/cells.ts';
import type { Identity } from '../plan/identity.ts';
import { rolesOf } from '../plan/people.ts';
import type { Log } from '../plan/log.ts';
import type { MatchedRow, Who } from '../plan/who.ts';
import type { BundleRead } from '../reading/read-bundle.ts';
import type { Row } from '../reading/table.ts';
import type { Reason } from '../reasons.ts';
import { readMatched } from './matches.ts';
import { readNewcomers } from './newcomers.ts';
import { candidateOf, nameOf, type Proposal, somebodyElse } from './proposal.ts';

/** What a person said of a row: the id of a person, `other`, or nothing. `id`: the one the source gives, which a file of decisions names. */
export type Said = (row: Row<'users'>, id: PersonId) => string | undefined;

export interface WhoOptions {
  /** The ids of the source, where nobody was matched. */
  readonly own: Identity;
  /** Who was matched before. */
  readonly matches: ReadonlyMap<PersonId, PersonId>;
  /** The schools that are here and that the bundle reaches. */
  readonly schools: readonly SchoolId[];
  readonly log: Log;
  readonly today: string;
  readonly said: Said;
}

export interface WhoRead {
  readonly who: Who;
  /** Who is matched by now, those too who are decided in this run. */
  readonly matches: ReadonlyMap<PersonId, PersonId>;
  readonly proposals: readonly Question[];
}

/** What is to be decided about a row. */
export interface Question extends Proposal {
  /** The id the source gives. */
  readonly id: PersonId;
  /** What the row's person is called. */
  readonly name: string;
}

/** A row that somebody here is called like, and who that could be. */
interface Alike {
  readonly row: Row<'users'>;
  readonly id: PersonId;
  readonly pupil: boolean | null;
  readonly candidates: readonly Known[];
  readonly said: string | undefined;
}

/**
 * Who users of a bundle are. Whom the source does not know yet, and whose name somebody of the school bears, is never taken for them by it, and not for
 * somebody new either: a person says so, and the row is kept out until then.
 */
export async function readWho(read: BundleRead, options: WhoOptions): Promise<WhoRead> {
  const { own, log } = options;
  const before = await readMatched(read, own, options.matches, log);
  const matched = new Map<string, MatchedRow>(before.matched);
  const keptOut = new Map<string, Reason>(before.keptOut);
  const matches = new Map(options.matches);
  const questions = await questionsOf(read, options);
  const claims = Map.groupBy(
    questions.filter(({ said }) => said !== undefined && said !== somebodyElse),
    ({ said }) => said,
  );
  const classes = classesOf(read, new Set(questions.map(({ row }) => row.cells.sourcedId ?? '')));
  const proposals: Question[] = [];
  for (const { row, id, pupil, candidates, said } of questions) {
    const { sourcedId = '' } = row.cells;
    const twice = said !== undefined && (claims.get(said)?.length ?? 0) > 1;
    // Who is somebody else of this very bundle is not the one of this row.
    const free = candidates.filter(({ personId }) => !claims.has(personId) || personId === said);
    if (said === undefined && free.length === 0) continue;
    const chosen = candidates.find(({ personId }) => personId === said);
    if (twice) keptOut.set(sourcedId, 'who_twice');
    else if (said === undefined) keptOut.set(sourcedId, 'who_undecided');
    else if (chosen) {
      const { middleName, email, phone } = chosen;
      matched.set(sourcedId, { knownAs: id, held: { middleName, email, phone } });
      matches.set(id, chosen.personId);
    }
    const { familyName = '', givenName = '', middleName = null } = row.cells;
    proposals.push({
      name: nameOf({ familyName, givenName, middleName }),
      ...{ file: row.file, line: row.line, id, decided: said ?? null, twice, pupil },
      birthDate: birthOf(read, sourcedId),
      classes: [...(classes.get(sourcedId) ?? [])],
      candidates: (said === undefined ? free : candidates).map(candidateOf),
    });
  }
  return { who: { matched, keptOut }, matches, proposals };
}

async function questionsOf(
  read: BundleRead,
  { own, matches, schools, log, today, said }: WhoOptions,
): Promise<readonly Alike[]> {
  const taken = new Set(matches.values());
  const isMatched = (sourcedId: string) => matches.has(own.person(sourcedId));
  /** Whether the source knows somebody under an id: then its ids tell them apart from this one. */
  const isOfSource = ({ personId, source }: Known) =>
    taken.has(personId) ||
    (source?.startsWith('oneroster:') === true && own.person(source.slice('oneroster:'.length)) === personId);
  const questions: Alike[] = [];
  const newcomers = await readNewcomers(read, own, { log, schools, today, isMatched });
  for (const [row, alike] of newcomers.rows()) {
    const { sourcedId = '', familyName = '', givenName = '', middleName = null } = row.cells;
    const pupil = pupilIn(rolesOf(read.tables.roles.rows.about(sourcedId), row));
    const candidates = alike.filter(
      (one) => !isOfSource(one) && calledAlike(one, { familyName, givenName, middleName }) && mayBe(one, pupil),
    );
    if (candidates.length === 0) continue;
    const id = own.person(sourcedId);
    const told = said(row, id);
    // By who it is, not by a place in a list: whoever is no longer one of those it may be is asked about anew.
    const holds = told === somebodyElse || candidates.some(({ personId }) => personId === told);
    questions.push({ row, id, pupil, candidates: inOrder(candidates), said: holds ? told : undefined });
  }
  return questions;
}

const pupilIn = (roles: ReadonlySet<string>): boolean | null => (roles.size === 0 ? null : roles.has('student'));

/** A grown-up may have been a pupil of the school, but nobody who is one now. */
const mayBe = (one: Known, pupil: boolean | null): boolean =>
  pupil === null || (pupil ? one.pupil : !(one.pupil && one.here && !one.staff && one.childrenIn.length === 0));

const inOrder = (candidates: readonly Known[]): Known[] => {
  const order = (one: Known) => `${one.here ? 0 : 1} ${one.birthDate ?? ''} ${one.classTitle ?? ''} ${one.personId}`;
  return candidates.toSorted((a, b) => (order(a) < order(b) ? -1 : 1));
};

function birthOf({ tables }: BundleRead, sourcedId: string): string | null {
  const read = dateOf(tables.demographics.rows.get(sourcedId)?.cells.birthDate ?? '');
  return 'date' in read ? read.date : null;
}

/** Titles of the classes in which the bundle has some of its users. */
function classesOf({ tables }: BundleRead, users: ReadonlySet<string>): ReadonlyMap<string, ReadonlySet<string>> {
  const titles = new Map<string, Set<string>>();
  if (users.size === 0) return titles;
  for (const { cells } of tables.enrollments.rows) {
    const { userSourcedId = '', classSourcedId = '' } = cells;
    const klass = users.has(userSourcedId) ? tables.classes.rows.get(classSourcedId) : undefined;
    if (!klass || kindOf(klass) !== 'class' || !klass.cells.title) continue;
    titles.set(userSourcedId, (titles.get(userSourcedId) ?? new Set()).add(klass.cells.title));
  }
  return titles;
}

import type { PersonId } from '@peremena/events';
import { uuidv5 } from '../../core/uuid.ts';
import { folded, titled } from '../../timetable/importing/columns.ts';
import { type Around, calledAlike, type Known } from '../around.ts';
import type { Finding } from '../finding.ts';
import { dateOf } from '../plan/cells.ts';
import type { Identity } from '../plan/identity.ts';
import type { Reason } from '../reasons.ts';
import {
  type Candidate,
  candidateOf,
  type Decisions,
  nameOf,
  type Proposal,
  rowKey,
  somebodyElse,
} from '../who/proposal.ts';
import { decisionIn } from './columns.ts';
import type { ListRow, Lists } from './read-lists.ts';

type PersonSheet = 'pupils' | 'guardians' | 'staff';
export type PersonRow = ListRow<PersonSheet>;

/** Somebody of a list who is to be taken. */
export interface Listed {
  readonly row: PersonRow;
  readonly sourcedId: string;
  readonly personId: PersonId;
  readonly familyName: string;
  readonly givenName: string;
  readonly middleName: string | null;
  readonly birthDate: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  /** Here already, whether by an earlier list or by decision. */
  readonly known: Known | null;
}

const namespace = 'c3f0a4f2-3f7e-5c1c-9a64-6a1b8b1f7a52';
const hashed = (kind: 'n' | 'p', key: readonly string[]) => `${kind}-${uuidv5(namespace, JSON.stringify(key))}`;
const digits = (phone: string) => phone.replaceAll(/\D/g, '').replace(/^8(?=\d{10}$)/, '7');

/**
 * Who the people of lists are. A number makes one person for ever; without one it is name, birth date and class of a pupil, name and contact of
 * an adult. Nobody is taken for somebody who is here by the name: that is proposed, and who is undecided is kept out.
 */
export function peopleOfLists(
  lists: Lists,
  around: Around,
  identity: Pick<Identity, 'person'>,
  decisions: Decisions = {},
): {
  readonly people: ReadonlyMap<PersonRow, Listed>;
  readonly refused: readonly Finding[];
  readonly proposals: readonly Proposal[];
} {
  const people = new Map<PersonRow, Listed>();
  const bySourcedId = new Map<string, Listed>();
  const refused: Finding[] = [];
  const proposals: Proposal[] = [];
  const refuse = ({ file, line }: PersonRow, column: string | null, code: Reason) =>
    void refused.push({ file, line, column, code });

  for (const row of [...lists.pupils, ...lists.staff, ...lists.guardians] as readonly PersonRow[]) {
    const cells = row.cells as Readonly<Partial<Record<string, string>>>;
    const born = cells['birthDate'] === undefined ? { date: null } : dateOf(cells['birthDate']);
    if (!('date' in born)) {
      refuse(row, 'birthDate', born.why);
      continue;
    }
    const [familyName = '', givenName = ''] = [cells['family'], cells['given']];
    const written = {
      ...{ row, familyName, givenName, middleName: cells['middle'] ?? null, birthDate: born.date },
      ...{ email: cells['email'] ?? null, phone: cells['phone'] ?? null },
    };
    const sourcedId = keyOf(row.sheet, cells, born.date);
    const before = bySourcedId.get(sourcedId);
    if (before && (row.sheet !== 'guardians' || !calledAlike(before, written))) {
      refuse(
        row,
        cells['number'] === undefined ? null : 'number',
        cells['number'] === undefined ? 'lists_twice' : 'lists_number_twice',
      );
      continue;
    }
    if (before) {
      people.set(row, { ...before, row });
      continue;
    }
    const own = identity.person(sourcedId);
    const there = around.byId.get(own);
    const candidates = there ? [] : candidatesFor(row, written, cells['number'] !== undefined);
    const chosen = candidates.length === 0 ? null : decide(row, cells['decision'] ?? '', candidates, born.date);
    if (chosen === 'undecided') continue;
    const listed: Listed =
      chosen && 'row' in chosen
        ? { ...written, sourcedId: chosen.sourcedId, personId: chosen.personId, known: chosen.known }
        : { ...written, sourcedId, personId: chosen?.personId ?? own, known: chosen ?? there ?? null };
    people.set(row, listed);
    if (!bySourcedId.has(listed.sourcedId)) bySourcedId.set(listed.sourcedId, listed);
    bySourcedId.set(sourcedId, listed);
  }
  return { people, refused, proposals };

  /** Who in the school, or of the adults further up in the workbook, is called so. */
  function candidatesFor(
    row: PersonRow,
    written: Pick<Listed, 'familyName' | 'givenName' | 'middleName'>,
    numbered: boolean,
  ) {
    const pupil = row.sheet === 'pupils';
    const here = around.people.filter(
      (one) => one.pupil === pupil && calledAlike(one, written) && !(numbered && one.numbered),
    );
    const taken = new Set([...people.values()].map(({ personId }) => personId));
    const above = pupil
      ? []
      : [...new Set(people.values())].filter(
          (one) => one.row.sheet !== 'pupils' && one.known === null && calledAlike(one, written),
        );
    const order = (one: Known) => `${one.birthDate ?? ''} ${one.classTitle ?? ''} ${one.personId}`;
    const free = here.filter(({ personId }) => !pupil || !taken.has(personId));
    return [...free.toSorted((a, b) => (order(a) < order(b) ? -1 : 1)), ...above];
  }

  function decide(row: PersonRow, cell: string, candidates: readonly (Known | Listed)[], birthDate: string | null) {
    const said = decisions[rowKey(row)];
    const proposal = { ...proposalOf(row, candidates), birthDate };
    // By who it is, not by a place in the list: others may have come meanwhile, and who is gone is asked about anew.
    const meant = said === somebodyElse ? null : candidates.find(({ personId }) => personId === said);
    if (said !== undefined && meant !== undefined) {
      proposals.push({ ...proposal, decided: said });
      return meant;
    }
    const decision = decisionIn(cell);
    if (decision && !decision.same) return null;
    if (decision?.same && (decision.which ?? (candidates.length === 1 ? 1 : 0)) > 0) {
      const which = candidates[(decision.which ?? 1) - 1];
      if (which) return which;
    }
    proposals.push(proposal);
    refuse(row, 'decision', decision === null ? 'lists_decision' : decision ? 'lists_which' : 'lists_undecided');
    return 'undecided' as const;
  }
}

function proposalOf(row: PersonRow, candidates: readonly (Known | Listed)[]): Proposal {
  const { class: title } = row.cells as { readonly class?: string };
  return {
    ...{ file: row.file, line: row.line, decided: null, twice: false, birthDate: null },
    ...{ classes: title === undefined ? [] : [title], pupil: row.sheet === 'pupils' },
    candidates: candidates.map((one) => ('row' in one ? inWorkbook(one) : candidateOf(one))),
  };
}

const inWorkbook = ({ personId, birthDate, row: { file, line }, ...one }: Listed): Candidate => ({
  ...{ personId, name: nameOf(one), birthDate, classTitle: null, childrenIn: [], staff: false, here: true },
  row: { file, line },
});

// Hashed, so that a name stands in no id; the first letter tells whether a number made it.
function keyOf(sheet: PersonSheet, cells: Readonly<Partial<Record<string, string>>>, birthDate: string | null): string {
  const number = cells['number'];
  if (number !== undefined) return hashed('n', [sheet === 'pupils' ? 'pupil' : 'adult', folded(number)]);
  const name = [cells['family'], cells['given'], cells['middle']].map((word) => folded(word ?? ''));
  if (sheet === 'pupils') return hashed('p', ['pupil', ...name, birthDate ?? '', titled(cells['class'] ?? '')]);
  const contact = cells['phone'] === undefined ? folded(cells['email'] ?? '') : digits(cells['phone']);
  if (sheet === 'staff') return hashed('p', ['staff', ...name, birthDate ?? '', contact]);
  const child = ['childClass', 'childFamily', 'childGiven', 'childMiddle', 'childNumber'].map((one) =>
    folded(cells[one] ?? ''),
  );
  return hashed('p', ['guardian', ...name, ...(contact === '' ? child : [contact])]);
}

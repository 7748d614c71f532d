import { randomUUID } from 'node:crypto';
import { type Fact, holdsOn } from '../access/fact.ts';
import { linkTold } from '../access/link-told.ts';
import type { Action, ActionResources, May, Moment, PupilResource } from '../access/resource.ts';

/** People who are shown something of somebody, told apart by what they are to them. */
export const circles = [
  'classmates',
  'pupils',
  'families',
  'guardians',
  'ward',
  'subject_teachers',
  'tutor',
  'colleagues',
  'head',
  'admin',
] as const;
export type Circle = (typeof circles)[number];

/** What can be shown of somebody. */
export type Shown =
  'name' | 'diary' | 'journal' | 'guardians' | 'consents' | 'looks' | 'account' | 'link' | 'work' | 'contacts';

/** What one circle is shown. */
export interface Seen {
  readonly circle: Circle;
  readonly things: readonly Shown[];
}

interface Asking {
  readonly may: May;
  readonly moment: Moment;
}

/** Somebody made up, of whom nothing is known but one fact: what `may` says to them it says to everybody like them. */
function stranger(given: Partial<Fact> & Pick<Fact, 'kind'>, schoolId: string | null): Fact {
  const nothing = { pupilId: null, classId: null, groupId: null, lessonId: null, subjectId: null, post: null };
  return { ...nothing, id: randomUUID(), personId: randomUUID(), schoolId, from: '0001-01-01', to: null, ...given };
}

/** Answers for one circle after the other: which of the things the fact opens. */
function seenBy(
  readers: readonly (readonly [Circle, Fact])[],
  opens: (
    ask: <A extends Action>(action: A, resource: ActionResources[A]) => { allowed: boolean; known: boolean },
    reader: Fact,
    circle: Circle,
  ) => readonly (readonly [Shown, boolean])[],
  { may, moment }: Asking,
): readonly Seen[] {
  const seen = readers.map(([circle, fact]) => {
    const found = opens(
      (action, resource) => {
        const verdict = may({ personId: fact.personId, facts: [fact] }, null, action, resource, moment);
        return { allowed: verdict.allowed, known: verdict.allowed || verdict.known };
      },
      fact,
      circle,
    );
    return { circle, things: found.flatMap(([thing, open]) => (open ? [thing] : [])) };
  });
  return seen.filter(({ things }) => things.length > 0);
}

/** What is shown of a pupil who is in a class today. */
export function seenOfPupil(me: PupilResource, own: Fact, asking: Asking): readonly Seen[] {
  const { schoolId, classId } = own;
  if (schoolId === null || classId === null) return [];
  const today = asking.moment.today(schoolId);
  const group = me.facts.find((fact) => fact.kind === 'in_group' && fact.schoolId === schoolId && holdsOn(fact, today));
  const groupId = group?.groupId ?? null;
  const journal = { kind: 'group', schoolId, groupId: groupId ?? '', classId, date: null } as const;
  const account = { ...me, kind: 'account', ties: me.facts, own: me.facts } as const;
  return seenBy(
    [
      ['classmates', stranger({ kind: 'enrolled', classId }, schoolId)],
      ['guardians', stranger({ kind: 'guardian', pupilId: me.pupilId, wardSchoolId: schoolId }, null)],
      ...(groupId ? [['subject_teachers', stranger({ kind: 'teaches', groupId }, schoolId)] as const] : []),
      ['tutor', stranger({ kind: 'tutor', classId }, schoolId)],
      ['colleagues', stranger({ kind: 'post', post: 'teacher' }, schoolId)],
      ['head', stranger({ kind: 'post', post: 'head' }, schoolId)],
      ['admin', stranger({ kind: 'post', post: 'admin' }, schoolId)],
    ],
    (ask) => [
      ['name', ask('diary.read', me).known],
      ['diary', ask('diary.read', me).allowed],
      ['journal', groupId !== null && ask('journal.read', journal).allowed],
      ['guardians', ask('guardianship.read', me).allowed],
      ['consents', ask('consent.read', me).allowed],
      ['looks', ask('looks.read', me).allowed],
      ['account', ask('password.reset', account).allowed],
    ],
    asking,
  );
}

/** What is shown of a guardian of a pupil: the page of the guardians opens to some, and leaves out things for each role. */
export function seenOfGuardian(ward: PupilResource, asking: Asking): readonly Seen[] {
  const place = ward.facts.find(
    (fact) => fact.kind === 'enrolled' && holdsOn(fact, asking.moment.today(fact.schoolId)),
  );
  if (!place) return [];
  const { schoolId, classId } = place;
  const roleOf = { ward: 'pupil', guardians: 'guardian', tutor: 'tutor', head: 'head', admin: 'admin' } as const;
  return seenBy(
    [
      ['ward', { ...stranger({ kind: 'enrolled', classId }, schoolId), personId: ward.pupilId }],
      ['guardians', stranger({ kind: 'guardian', pupilId: ward.pupilId, wardSchoolId: schoolId }, null)],
      ['classmates', stranger({ kind: 'enrolled', classId }, schoolId)],
      ['tutor', stranger({ kind: 'tutor', classId }, schoolId)],
      ['colleagues', stranger({ kind: 'post', post: 'teacher' }, schoolId)],
      ['head', stranger({ kind: 'post', post: 'head' }, schoolId)],
      ['admin', stranger({ kind: 'post', post: 'admin' }, schoolId)],
    ],
    (ask, _, circle) => {
      const open = ask('guardianship.read', ward).allowed;
      const role = circle in roleOf ? roleOf[circle as keyof typeof roleOf] : null;
      const { told, reachable } = linkTold(role ?? 'pupil', { own: false, present: true });
      return [
        ['link', open && role !== null && told],
        ['contacts', open && role !== null && reachable],
      ];
    },
    asking,
  );
}

/** What is shown of somebody who works at a school. */
export function seenOfStaff(schoolId: string, asking: Asking): readonly Seen[] {
  const child = stranger({ kind: 'enrolled' }, schoolId);
  const school = { kind: 'school', schoolId, facts: [child] } as const;
  return seenBy(
    [
      ['pupils', stranger({ kind: 'enrolled' }, schoolId)],
      ['families', stranger({ kind: 'guardian', pupilId: child.personId, wardSchoolId: schoolId }, null)],
      ['colleagues', stranger({ kind: 'post', post: 'teacher' }, schoolId)],
      ['head', stranger({ kind: 'post', post: 'head' }, schoolId)],
      ['admin', stranger({ kind: 'post', post: 'admin' }, schoolId)],
    ],
    (ask) => {
      const listed = ask('staff.read', school).allowed;
      return [
        ['name', ask('timetable.read', school).allowed],
        ['work', listed],
        ['contacts', listed],
      ];
    },
    asking,
  );
}

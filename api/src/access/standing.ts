import type { KeptPart, Role } from '@peremena/events';
import { isLimited, keeps } from '@peremena/projections/queries';
import { type Fact, holdsOn } from './fact.ts';
import type { Grant, Moment } from './resource.ts';

/** What grants a standing: the role it is acted in, and the facts of the actor that give it. */
export type Standing = (asked: Asked) => Grant | null;

/** Facts of the actor that count, and the thing asked about, flattened: absent parts are null. */
export interface Asked {
  readonly personId: string;
  readonly facts: readonly Fact[];
  readonly at: Moment;
  readonly schoolId: string | null;
  readonly groupId: string | null;
  readonly classId: string | null;
  readonly lessonId: string | null;
  readonly pupilId: string | null;
  readonly pupilFacts: readonly Fact[];
  /** Of an account: see AccountResource. */
  readonly ties?: readonly Fact[];
  readonly own?: readonly Fact[];
  /** Of the deployment: every school there is. */
  readonly schoolIds?: readonly string[];
  /** The date of the lesson, null where the thing has none. */
  readonly date: string | null;
}

function first(role: Role, asked: Asked, matches: (fact: Fact) => boolean): Grant | null {
  const fact = asked.facts.find((one) => matches(one) && now(one, asked));
  return fact ? { role, fact: fact.id } : null;
}

const dayOf = (fact: Fact, { at, schoolId }: Asked) => at.today(fact.schoolId ?? fact.wardSchoolId ?? schoolId);
const now = (fact: Fact, asked: Asked) => holdsOn(fact, dayOf(fact, asked));

/** Schools and classes the pupil belongs to today, and on the lesson's date where there is one. */
function pupilIs(asked: Asked, matches: (fact: Fact) => boolean): boolean {
  return asked.pupilFacts.some((fact) => matches(fact) && holdsOn(fact, asked.date ?? asked.at.today(fact.schoolId)));
}

/** A pupil keeps the own diary after leaving, so a past enrolment grants as well; the latest one is named. */
export const pupilSelf: Standing = (asked) => {
  const own =
    asked.pupilId === asked.personId
      ? asked.facts.findLast((fact) => fact.kind === 'enrolled' || fact.kind === 'in_group')
      : undefined;
  return own ? { role: 'pupil', fact: own.id } : null;
};

const isGuardian = (fact: Fact, { pupilId }: Asked) => fact.kind === 'guardian' && fact.pupilId === pupilId;

/** Guardian of the pupil, whom no order keeps from that part. */
export const guardianWith =
  (part: KeptPart): Standing =>
  (asked) =>
    first('guardian', asked, (fact) => isGuardian(fact, asked) && keeps(fact, part, dayOf(fact, asked)));

/** Guardian of the pupil, limited by no order. */
export const guardian: Standing = (asked) =>
  first('guardian', asked, (fact) => isGuardian(fact, asked) && !isLimited(fact, dayOf(fact, asked)));

/** Guardian of the pupil, whatever an order leaves: for what is their own. */
export const anyGuardian: Standing = (asked) => first('guardian', asked, (fact) => isGuardian(fact, asked));

/** Teaches the group today; for a lesson also on its date, so that a successor reads but does not write what was before. */
export const subjectTeacher: Standing = (asked) =>
  first(
    'teacher',
    asked,
    (fact) =>
      fact.kind === 'teaches' && fact.groupId === asked.groupId && (asked.date === null || holdsOn(fact, asked.date)),
  );

/** Teaches the group today, whoever taught it on the lesson's date. */
export const presentTeacher: Standing = (asked) =>
  first('teacher', asked, (fact) => fact.kind === 'teaches' && fact.groupId === asked.groupId);

/** Gives this one lesson in another's place, within its window. */
export const substitute: Standing = (asked) =>
  asked.lessonId === null
    ? null
    : first('teacher', asked, (fact) => fact.kind === 'substitutes' && fact.lessonId === asked.lessonId);

/** Tutor of the class whose group it is. */
export const tutorOfGroup: Standing = (asked) =>
  asked.classId === null
    ? null
    : first('tutor', asked, (fact) => fact.kind === 'tutor' && fact.classId === asked.classId);

/** Tutor of the class the pupil is in. */
export const tutorOfPupil: Standing = (asked) =>
  first('tutor', asked, (fact) => fact.kind === 'tutor' && pupilIs(asked, (own) => own.classId === fact.classId));

/** Works at the school today: the role is that of the first fact that says so. */
export const staffOfSchool: Standing = (asked) =>
  first('teacher', asked, (fact) => at(asked, fact, 'teaches')) ??
  first('tutor', asked, (fact) => at(asked, fact, 'tutor')) ??
  first('head', asked, (fact) => at(asked, fact, 'post') && fact.post === 'head') ??
  first('admin', asked, (fact) => at(asked, fact, 'post') && fact.post === 'admin') ??
  first('teacher', asked, (fact) => at(asked, fact, 'post'));

export const pupilOfSchool: Standing = (asked) => first('pupil', asked, (fact) => at(asked, fact, 'enrolled'));

/** Guardian of somebody who is a pupil of the school today. */
export const guardianAtSchool: Standing = (asked) =>
  first(
    'guardian',
    asked,
    (fact) =>
      fact.kind === 'guardian' &&
      keeps(fact, 'timetable', dayOf(fact, asked)) &&
      asked.pupilFacts.some((own) => own.personId === fact.pupilId && at(asked, own, 'enrolled') && now(own, asked)),
  );

const at = ({ schoolId }: Asked, fact: Fact, kind: Fact['kind']) => fact.kind === kind && fact.schoolId === schoolId;

const post =
  (held: 'head' | 'admin'): Standing =>
  (asked) =>
    first(
      held,
      asked,
      (fact) =>
        fact.kind === 'post' &&
        fact.post === held &&
        (asked.schoolId === null
          ? pupilIs(asked, (own) => own.schoolId === fact.schoolId)
          : fact.schoolId === asked.schoolId),
    );
export const head = post('head');
export const admin = post('admin');

/** Admin of every school there is: what concerns the machines concerns all of them. */
export const adminOfDeployment: Standing = (asked) => {
  const { schoolIds = [] } = asked;
  const grants = schoolIds.map((schoolId) => admin({ ...asked, schoolId }));
  return grants.every((grant) => grant !== null) ? (grants[0] ?? null) : null;
};

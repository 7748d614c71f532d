import { factsOfRole } from '@peremena/projections/queries';
import { adminOfPerson } from './account.ts';
import { holdsOn, workFirst } from './fact.ts';
import { knows } from './knows.ts';
import type { Action, Grant, May, Resource } from './resource.ts';
import {
  admin,
  adminOfDeployment,
  anyGuardian,
  type Asked,
  guardian,
  guardianAtSchool,
  guardianWith,
  head,
  presentTeacher,
  pupilOfSchool,
  pupilSelf,
  staffOfSchool,
  type Standing,
  subjectTeacher,
  substitute,
  tutorOfGroup,
  tutorOfPupil,
} from './standing.ts';

/** The table of rights (docs/reference/rights.md): who may do what. The first standing that holds is the role acted in. */
export const rights: Readonly<Record<Action, readonly Standing[] | 'everybody'>> = {
  'account.use': 'everybody',
  'password.reset': [tutorOfPupil, adminOfPerson, guardian],
  'factor.reset': [adminOfPerson],
  'invitation.print': [tutorOfGroup, admin],
  'guardianship.read': [pupilSelf, anyGuardian, tutorOfPupil, head, admin],
  'guardianship.consent': [pupilSelf],
  'staff.read': [head, admin],
  'staff.change': [admin],
  'request.list': 'everybody',
  'request.propose': [admin],
  'request.read': [head, admin],
  'request.decide': [head, admin],
  'class.read': [tutorOfGroup, head, admin],
  'class.manage': [admin],
  'consent.read': [pupilSelf, guardian, tutorOfPupil, head, admin],
  'consent.answer': [guardian, pupilSelf],
  'consent.note': [admin],
  'consent.list': [tutorOfGroup, head, admin],
  'consent.texts': [staffOfSchool, pupilOfSchool, guardianAtSchool],
  'consent.publish': [admin],
  'looks.read': [pupilSelf, guardian, head, admin],
  'looks.school': [head, admin],
  'year.change': [admin],
  'school.export': [admin],
  'school.import': [admin],
  // Who confirms an import or its undoing sees what they confirm.
  'import.read': [head, admin],
  // Lists: the scope leaves only rows that are the actor's own.
  'account.list': 'everybody',
  'class.list': 'everybody',
  'consent.own': 'everybody',
  'journal.list': 'everybody',
  'looks.own': 'everybody',
  'profile.use': 'everybody',
  'notices.use': 'everybody',
  'today.read': 'everybody',
  'journal.read': [presentTeacher, tutorOfGroup, head, admin],
  'lesson.add': [subjectTeacher],
  'lesson.change': [head, admin],
  'timetable.read': [staffOfSchool, pupilOfSchool, guardianAtSchool],
  // Who is absent and who stands in; the lessons themselves change by 'lesson.change'.
  'substitution.plan': [head, admin],
  'system.read': [adminOfDeployment],
  'settings.read': [head, admin],
  'settings.change': [admin],
  // Bells, terms, days off, rooms.
  'calendar.keep': [head, admin],
  'timetable.draw': [head, admin],
  'lesson.read': [presentTeacher, substitute, tutorOfGroup, head, admin],
  'attendance.take': [subjectTeacher, substitute, tutorOfGroup],
  'attendance.correct': [subjectTeacher, substitute, tutorOfPupil],
  'topic.set': [subjectTeacher, substitute],
  'homework.set': [subjectTeacher, substitute],
  'work.set': [subjectTeacher, substitute],
  'mark.give': [subjectTeacher, substitute],
  'mark.history': [pupilSelf, guardianWith('marks'), presentTeacher, substitute, tutorOfPupil, head, admin],
  // What came from another system opens where all marks of the pupil do; a teacher finds it in the group.
  'brought_in.read': [pupilSelf, guardianWith('marks'), tutorOfPupil, head, admin],
  'diary.read': [pupilSelf, guardianWith('timetable'), tutorOfPupil, head, admin],
};

/** Decides from dated facts alone: pure, no reads, no clock. `actingAs` names a fact: only those that give its role in its school may grant. */
export const may: May = (actor, actingAs, action, resource, at) => {
  const asked = flatten(resource, { personId: actor.personId, facts: actor.facts, at });
  const standings: readonly Standing[] | 'everybody' = rights[action];
  const narrowed = actingAs === null ? asked : { ...asked, facts: factsOfRole(actor.facts, actingAs) };
  if (standings === 'everybody') return { allowed: true, grant: anyRole(narrowed) };
  for (const standing of standings) {
    const grant = standing(narrowed);
    if (grant) return { allowed: true, grant };
  }
  return { allowed: false, known: knows(asked) };
};

function flatten(resource: Resource, actor: Pick<Asked, 'personId' | 'facts' | 'at'>): Asked {
  const nothing = {
    schoolId: null,
    groupId: null,
    classId: null,
    lessonId: null,
    pupilId: null,
    pupilFacts: [],
    date: null,
  };
  if (resource.kind === 'self') return { ...actor, ...nothing };
  const { kind: _, ...rest } = resource;
  if ('facts' in rest) {
    const { facts, ...thing } = rest;
    return { ...nothing, ...thing, ...actor, pupilFacts: facts };
  }
  return { ...nothing, ...rest, ...actor };
}

// Acts on one's own account and lists that the scope filters need no fact; the first present one names the role: work before family.
function anyRole(asked: Asked): Grant {
  const present = asked.facts
    .filter((fact) => holdsOn(fact, asked.at.today(fact.schoolId)))
    .toSorted((a, b) => workFirst.indexOf(a.kind) - workFirst.indexOf(b.kind))[0];
  if (!present) return { role: 'pupil', fact: null };
  switch (present.kind) {
    case 'guardian':
      return { role: 'guardian', fact: present.id };
    case 'enrolled':
    case 'in_group':
      return { role: 'pupil', fact: present.id };
    case 'teaches':
    case 'substitutes':
      return { role: 'teacher', fact: present.id };
    case 'tutor':
      return { role: 'tutor', fact: present.id };
    case 'post':
      return { role: present.post ?? 'teacher', fact: present.id };
  }
}

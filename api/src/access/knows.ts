import { keeps } from '@peremena/projections/queries';
import { holdsOn } from './fact.ts';
import type { Asked } from './standing.ts';

/**
 * Whether the actor may know that the thing exists: rows «timetable» and «classmates» of the table of rights. A lesson, a group or the
 * school is known to everybody who belongs to the school today; a pupil to those who share a class or group, teach or lead there.
 */
export function knows(asked: Asked): boolean {
  if (asked.pupilId === null) return asked.schoolId !== null && belongsTo(asked, asked.schoolId);
  const schools = asked.pupilFacts.filter((fact) => holdsOn(fact, asked.at.today(fact.schoolId)));
  return schools.some((own) =>
    asked.facts.some(
      (fact) =>
        holdsOn(fact, asked.at.today(fact.schoolId ?? own.schoolId)) &&
        ((fact.classId !== null && fact.classId === own.classId) ||
          (fact.groupId !== null && fact.groupId === own.groupId) ||
          (fact.kind === 'guardian' &&
            fact.pupilId === asked.pupilId &&
            keeps(fact, 'timetable', asked.at.today(own.schoolId))) ||
          (fact.kind === 'post' && fact.post !== 'teacher' && fact.schoolId === own.schoolId)),
    ),
  );
}

function belongsTo(asked: Asked, schoolId: string): boolean {
  return [...asked.facts, ...asked.pupilFacts].some(
    (fact) => fact.schoolId === schoolId && holdsOn(fact, asked.at.today(schoolId)),
  );
}

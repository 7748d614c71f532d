import type { AttendanceCode, PersonId } from '@peremena/events';
import { chance } from './chance.ts';
import type { DemoLesson } from './lessons.ts';
import type { DemoPupil } from './school.ts';

export interface Exception {
  readonly pupilId: PersonId;
  readonly code: AttendanceCode;
}

/** Says who was not simply present at a lesson. Illness lasts days, other absence a lesson. */
export function absences(schoolDays: readonly string[]) {
  const ill = new Map<PersonId, ReadonlySet<string>>();
  const daysIll = (pupil: DemoPupil) => {
    const known = ill.get(pupil.personId);
    if (known) return known;
    const luck = chance(`ill/${pupil.key}`);
    const days = new Set<string>();
    for (let day = 0; day < schoolDays.length; day += 1) {
      if (luck.next() > 0.012) continue;
      const until = day + luck.between(2, 5);
      for (; day <= until && day < schoolDays.length; day += 1) days.add(schoolDays[day]!);
    }
    ill.set(pupil.personId, days);
    return days;
  };
  return ({ group, date, slot, lessonId }: DemoLesson): Exception[] => {
    const luck = chance(`absent/${lessonId}`);
    return group.pupils.flatMap((pupil) => {
      const draw = luck.next();
      const code = daysIll(pupil).has(date)
        ? 'ill'
        : draw < 0.008
          ? 'absent'
          : draw < (slot === 1 ? 0.03 : 0.014)
            ? 'late'
            : null;
      return code ? [{ pupilId: pupil.personId, code }] : [];
    });
  };
}

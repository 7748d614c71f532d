import { type PersonId, streams } from '@peremena/events';
import { personDecider } from '../person/decider.ts';
import { instantOf, plusDays } from './calendar.ts';
import type { DemoSchool } from './school.ts';
import { step, type Step } from './step.ts';

/** How the parents of 7Б of School 17 and its tutor can be reached: each has said so themself. */
export function contactSteps(school: DemoSchool): Step[] {
  const { calendar, key, pupils, staff } = school;
  const tutor = [...staff.values()].find(({ tutorOf }) => tutorOf === '7Б');
  if (key !== '17' || !tutor) return [];
  const at = instantOf(plusDays(calendar.since, 20), '19:40');
  const parents = pupils.filter(({ klass }) => klass === '7Б').flatMap(({ guardians }) => guardians);
  const ids = [...new Set(parents.map(({ guardianId }) => guardianId))];
  const number = (index: number) => `+7 900 ${100 + index}-${10 + (index % 80)}-${11 + (index % 70)}`;
  const set = (personId: PersonId, role: 'guardian' | 'teacher', email: string | null, phone: string | null) =>
    step({
      school,
      key: `contacts/${personId}`,
      at,
      by: { actorId: personId, role, fact: null },
      stream: streams.person(personId),
      ofSchool: false,
      decider: personDecider,
      command: { type: 'SetContacts', email, phone },
    });
  return [
    set(tutor.personId, 'teacher', 'kravtsova@school17.example', null),
    ...ids.map((id, index) =>
      set(id, 'guardian', index % 3 === 0 ? `parent${index + 1}@example.org` : null, number(index)),
    ),
  ];
}

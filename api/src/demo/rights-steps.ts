import { type OrderId, type RequestId, streams } from '@peremena/events';
import { guardianshipDecider } from '../guardianship/decider.ts';
import { requestDecider } from '../request/decider.ts';
import { instantOf, plusDays } from './calendar.ts';
import type { DemoPupil, DemoSchool } from './school.ts';
import { adminOf, staffId } from './school-steps.ts';
import { step, type Step } from './step.ts';

/** An order that limits a father, and a request about another family that waits for the head. */
export function rightsSteps(school: DemoSchool): Step[] {
  if (school.key !== '17') return [];
  const both = school.pupils.filter(({ klass, guardians }) => klass === '7Б' && guardians.length > 1);
  const [first, second] = both;
  return first && second ? [order(school, first), request(school, second)] : [];
}

function order(school: DemoSchool, { personId, guardians }: DemoPupil): Step {
  const { calendar, ids } = school;
  const from = plusDays(calendar.today, -9);
  return step({
    school,
    key: 'order',
    at: instantOf(plusDays(from, -1), '11:20'),
    by: adminOf(school),
    stream: streams.guardianship(personId),
    ofSchool: false,
    decider: guardianshipDecider,
    command: {
      type: 'LimitGuardian',
      pupilId: personId,
      guardianId: guardians[1]!.guardianId,
      orderId: ids.command('order') as string as OrderId,
      keeps: ['timetable', 'homework'],
      from,
      to: null,
      document: 'Решение районного суда № 2-417',
      documentDate: plusDays(from, -3),
      replaces: null,
    },
  });
}

function request(school: DemoSchool, { personId, guardians }: DemoPupil): Step {
  const { calendar, ids } = school;
  const requestId = ids.command('request') as string as RequestId;
  const at = instantOf(plusDays(calendar.today, -1), '10:05');
  return step({
    school,
    key: 'request',
    at,
    by: adminOf(school),
    stream: streams.request(ids.school, requestId),
    decider: requestDecider,
    command: {
      type: 'ProposeAct',
      schoolId: ids.school,
      requestId,
      aboutId: personId,
      act: {
        kind: 'limit_guardian',
        pupilId: personId,
        guardianId: guardians[1]!.guardianId,
        keeps: ['timetable', 'homework', 'attendance'],
        from: plusDays(calendar.today, 1),
        to: plusDays(calendar.today, 90),
        replaces: null,
      },
      by: staffId(school, 'shevchuk'),
      reason: 'Мама принесла определение суда о порядке общения.',
      document: 'Определение районного суда № 13-52',
      documentDate: plusDays(calendar.today, -2),
      asked: [staffId(school, 'kovalyova')],
      expiresAt: instantOf(plusDays(calendar.today, 6), '10:05'),
    },
  });
}

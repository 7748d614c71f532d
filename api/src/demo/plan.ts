import { calendarAt } from './calendar.ts';
import { demoGroups } from './groups.ts';
import { lessonSteps } from './lesson-steps.ts';
import { demoPeople } from './people.ts';
import { bellsStep, calendarSteps, classSteps, openingSteps, peopleSteps } from './school-steps.ts';
import { demoSignIns, type DemoSignIn } from './sign-ins.ts';
import type { Step } from './step.ts';

export interface DemoPlan {
  /** In the order of their moments; those of one stream must be carried out in this order. */
  readonly steps: readonly Step[];
  /** Carried out when all others are. */
  readonly last: Step;
  readonly signIns: readonly DemoSignIn[];
}

/** «Школа № 17» as it stands at a moment: the same moment gives the same school, event for event. */
export function demoPlan(now: Date): DemoPlan {
  const calendar = calendarAt(now);
  const people = demoPeople(calendar);
  const groups = demoGroups(people);
  const steps = [
    ...openingSteps(calendar, `demo:${now.toISOString()}`),
    ...calendarSteps(calendar),
    ...peopleSteps(calendar, people),
    ...classSteps(calendar, people, groups),
    ...lessonSteps(calendar, groups),
  ];
  const order = steps.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  return { steps: order, last: bellsStep(calendar), signIns: demoSignIns(people) };
}

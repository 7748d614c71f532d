import { calendarAt } from './calendar.ts';
import { consentSteps } from './consents.ts';
import { gridStep } from './grid-step.ts';
import { demoGroups } from './groups.ts';
import { lessonSteps } from './lesson-steps.ts';
import { demoPeople } from './people.ts';
import { bellsStep, calendarSteps, classSteps, openingSteps, peopleSteps } from './school-steps.ts';
import { rightsSteps } from './rights-steps.ts';
import { demoSignIns, type DemoSignIn } from './sign-ins.ts';
import { looked } from './looked.ts';
import type { Step } from './step.ts';

export interface DemoPlan {
  /** Carried out one stage after the other; within one in the order of moments, which those of one stream must keep. */
  readonly stages: readonly (readonly Step[])[];
  /** Carried out one after the other when all others are. */
  readonly last: readonly Step[];
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
    ...rightsSteps(calendar, people),
    ...lessonSteps(calendar, groups),
    ...consentSteps(calendar, people),
  ];
  const order = steps.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  return {
    stages: stagesOf(order, looked(calendar, groups, people)),
    // A timetable is carried out as soon as it is published, so lessons and bells are there before.
    last: [bellsStep(calendar), gridStep(calendar, groups)],
    signIns: demoSignIns(people),
  };
}

// What a family has seen lies before what is new to it, also where many steps are carried out at once.
function stagesOf(order: readonly Step[], seen: ReturnType<typeof looked>): DemoPlan['stages'] {
  if (!seen) return [order];
  const { at, steps } = seen;
  const before = order.filter((one) => one.at <= at.at && one.key !== at.key);
  return [before, order.filter(({ key }) => key === at.key), steps, order.filter((one) => one.at > at.at)];
}

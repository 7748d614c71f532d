import { broughtInSteps } from './brought-in.ts';
import { consentSteps } from './consents.ts';
import { contactSteps } from './contacts.ts';
import { gridStep } from './grid-step.ts';
import { heldOf } from './held.ts';
import { lessonSteps } from './lesson-steps.ts';
import { lessonsOf } from './lessons.ts';
import { looked, type Looked } from './looked.ts';
import { rightsSteps } from './rights-steps.ts';
import type { DemoSchool } from './school.ts';
import { bellsStep, calendarSteps, classSteps, openingSteps, peopleSteps } from './school-steps.ts';
import { standInsOf } from './stand-ins.ts';
import type { Step } from './step.ts';

export interface DemoPlan {
  /** Carried out one stage after the other; within one in the order of moments, which those of one stream must keep. */
  readonly stages: readonly (readonly Step[])[];
  /** Those that begin a stream. */
  readonly firsts: ReadonlySet<Step>;
  /** Carried out one after the other when all others are. */
  readonly last: readonly Step[];
}

/** A school as it stands at a moment: the same moment gives the same school, event for event. `source` is kept with it. */
export function demoPlan(school: DemoSchool, source: string): DemoPlan {
  const lessons = lessonsOf(school);
  const standIns = standInsOf(school, lessons);
  const held = heldOf(school, lessons, standIns);
  const steps = [
    ...openingSteps(school, source),
    ...calendarSteps(school),
    ...peopleSteps(school),
    ...classSteps(school),
    ...broughtInSteps(school),
    ...rightsSteps(school),
    ...contactSteps(school),
    ...standIns.steps,
    ...lessonSteps(school, lessons, held),
    ...consentSteps(school),
  ];
  const order = steps.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const firsts = new Map<string, Step>();
  for (const one of order) if (!firsts.has(one.stream)) firsts.set(one.stream, one);
  return {
    firsts: new Set(firsts.values()),
    stages: stagesOf(order, looked(school, held)),
    // A timetable is carried out as soon as it is published, so lessons and bells are there before.
    last: [bellsStep(school), gridStep(school)],
  };
}

// What a family has seen lies before what is new to it, also where many steps are carried out at once.
function stagesOf(order: readonly Step[], seen: Looked | null): DemoPlan['stages'] {
  if (!seen) return [order];
  const { at, steps } = seen;
  const before = order.filter((one) => one.at <= at.at && one.key !== at.key);
  return [before, order.filter(({ key }) => key === at.key), steps, order.filter((one) => one.at > at.at)];
}

import { streams } from '@peremena/events';
import type { EventStore } from '@peremena/events/store';
import type { CommandHandler } from '../core/handle-command.ts';
import { calendarAt } from './calendar.ts';
import { ids } from './ids.ts';
import { gridStep } from './grid-step.ts';
import { demoGroups } from './groups.ts';
import { demoPeople } from './people.ts';
import { demoPlan } from './plan.ts';
import type { Step } from './step.ts';
import { demoSignIns, type DemoSignIn } from './sign-ins.ts';

export { demoPassword, type DemoSignIn } from './sign-ins.ts';

export interface DemoParts {
  readonly store: Pick<EventStore, 'readStream'>;
  readonly commands: CommandHandler;
  /** Moment the school is made for when there is none yet. */
  readonly now: Date;
  /** Called as commands are carried out. */
  readonly onProgress?: (done: number, total: number) => void;
}

const atOnce = 64;

/**
 * Makes the demo school by commands through the same deciders as everybody. A school begun and not finished (the process was killed) is
 * finished for the moment it was begun for; a finished one is left alone. Sign-ins are for the caller to make: they are no events.
 */
export async function makeDemo({
  store,
  commands,
  now,
  onProgress,
}: DemoParts): Promise<{ made: boolean; signIns: readonly DemoSignIn[] }> {
  const [opened, ...rest] = await store.readStream(streams.school(ids.school), { limit: 1_000 });
  const begun = opened?.data['source'];
  const moment = typeof begun === 'string' ? new Date(begun.replace(/^demo:/, '')) : now;
  // Only the timetable comes after the bells; published already it stays as it is.
  if (rest.some(({ type }) => type === 'BellsSet')) {
    const calendar = calendarAt(moment);
    const people = demoPeople(calendar);
    await gridStep(calendar, demoGroups(people)).carryOut(commands);
    return { made: false, signIns: demoSignIns(people) };
  }

  const plan = demoPlan(moment);
  const total = plan.stages.flat().length + plan.last.length;
  let done = 0;
  const worker = async (queue: Iterable<Step>) => {
    for (const step of queue) {
      await step.carryOut(commands);
      done += 1;
      onProgress?.(done, total);
    }
  };
  for (const stage of plan.stages) {
    const queue = stage.values();
    await Promise.all(Array.from({ length: atOnce }, () => worker(queue)));
  }
  for (const step of plan.last) await step.carryOut(commands);
  onProgress?.(total, total);
  return { made: true, signIns: plan.signIns };
}

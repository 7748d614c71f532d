import { setTimeout as pause } from 'node:timers/promises';
import { streams } from '@peremena/events';
import { StoreUnavailable, type EventStore, type Vault } from '@peremena/events/store';
import type { CommandHandler } from '../core/handle-command.ts';
import type { Looks } from '../core/look.ts';
import { gridStep } from './grid-step.ts';
import { ids } from './ids.ts';
import { demoLooks } from './looks.ts';
import { demoPlan } from './plan.ts';
import { demoOf, roughly, schoolsOf, sourceOf, type DemoOf, type DemoSize } from './region.ts';
import type { DemoSchool } from './school.ts';
import { demoSignIns, signInsOfSecond, type DemoSignIn } from './sign-ins.ts';
import type { Step } from './step.ts';

export { demoPassword, type DemoSignIn } from './sign-ins.ts';
export type { DemoSize } from './region.ts';

export interface DemoParts {
  readonly store: Pick<EventStore, 'readStream'>;
  readonly commands: CommandHandler;
  readonly vault: Pick<Vault, 'findOrMake'>;
  /** The access journal; without one nobody has looked at anything. */
  readonly looks?: Looks;
  /** Moment the demo is made for when there is none yet. */
  readonly now: Date;
  /** Of a demo that is not there yet; default `small`. */
  readonly size?: DemoSize;
  readonly seed?: string;
  /** How many schools a full demo has in all; default two. */
  readonly scale?: number;
  /** Commands under way at once; default 256. */
  readonly atOnce?: number;
  /** Called as commands are carried out. Of the schools ahead the total is a guess. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** Commands for a pupil, where they are not counted yet. */
const perPupil = 25;

/**
 * Makes the demo by commands through the same deciders as everybody. A school begun and not finished (the process was killed) is finished for
 * the moment it was begun for; a finished one is left alone. Sign-ins are for the caller to make: they are no events.
 */
export async function makeDemo(parts: DemoParts): Promise<{ made: boolean; signIns: readonly DemoSignIn[] }> {
  const { store, commands, vault, looks, now, size = 'small', seed = '17', scale = 2, atOnce = 256 } = parts;
  const opened = await openedAt(store, ids.school);
  const demo: DemoOf = demoOf(opened.source) ?? { size, moment: now, seed };
  const schools = demo.size === 'small' ? 1 : scale;
  const signIns: DemoSignIn[] = [];
  let done = 0;
  let made = false;
  let place = 0;
  for (const school of schoolsOf(demo, schools)) {
    place += 1;
    if (place === 1) signIns.push(...demoSignIns(school));
    if (place === 2) signIns.push(...signInsOfSecond(school));
    const { begun, finished } = await openedAt(store, school.ids.school);
    if (finished) {
      await gridStep(school).carryOut(commands);
      continue;
    }
    await makeKeys(vault, school);
    const plan = demoPlan(school, sourceOf(demo));
    const steps = plan.stages.flat().length + plan.last.length;
    const total = done + steps + ahead(place, schools) * perPupil;
    const before = done;
    for (const stage of plan.stages) {
      done = await carryOutAll(stage, commands, begun ? null : plan.firsts, atOnce, done, (count) =>
        parts.onProgress?.(count, total),
      );
    }
    for (const step of plan.last) await patiently(() => step.carryOut(commands));
    if (looks) await Promise.all(demoLooks(school).map((look) => looks.note(look)));
    done = before + steps;
    parts.onProgress?.(done, total);
    made = true;
  }
  return { made, signIns };
}

/** Makes the keys of everybody's names by the thousand, where sealing would make them one person at a time. */
async function makeKeys(vault: DemoParts['vault'], { staff, guardians, pupils }: DemoSchool): Promise<void> {
  const people = [...staff.values(), ...guardians, ...pupils];
  const owners = people.map(({ personId }) => ({ person: personId, dataClass: 'identity' as const }));
  for (let start = 0; start < owners.length; start += 1_000) await vault.findOrMake(owners.slice(start, start + 1_000));
}

/** Pupils of the schools after this one. */
function ahead(place: number, schools: number): number {
  if (schools <= place) return 0;
  return (place < 2 ? roughly.second : 0) + Math.max(0, schools - Math.max(2, place)) * roughly.further;
}

async function openedAt(store: Pick<EventStore, 'readStream'>, schoolId: DemoSchool['ids']['school']) {
  const [opened, ...rest] = await store.readStream(streams.school(schoolId), { limit: 1_000 });
  // Only the timetable comes after the bells; published already it stays as it is.
  const finished = rest.some(({ type }) => type === 'BellsSet');
  return { begun: opened !== undefined, source: opened?.data['source'], finished };
}

/** Many at once, each stream's in order. `firsts` are the steps that begin a stream. */
async function carryOutAll(
  stage: readonly Step[],
  commands: CommandHandler,
  firsts: ReadonlySet<Step> | null,
  atOnce: number,
  before: number,
  told: (done: number) => void,
): Promise<number> {
  let done = before;
  const queue = stage.values();
  const worker = async () => {
    for (const step of queue) {
      await patiently(() => step.carryOut(commands, firsts?.has(step) ?? false));
      told((done += 1));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return done;
}

/** A log that says it is too busy is asked again, a little later each time; a command asked twice is carried out once. */
async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof StoreUnavailable) || tries === 8) throw error;
      await pause(100 * 2 ** tries);
    }
  }
}

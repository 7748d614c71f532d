import type { EventStore } from '@peremena/events/store';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandHandler } from '../../src/core/handle-command.ts';
import { importPlan, planBundle } from '../../src/oneroster/import.ts';
import { plan, type Plan } from '../../src/oneroster/plan/plan.ts';
import { readBundle } from '../../src/oneroster/reading/read-bundle.ts';
import { importRecord } from '../../src/oneroster/records.ts';
import { undoImport, type UndoReport } from '../../src/oneroster/undo/undo.ts';
import { openWorld } from '../world.ts';
import { bundleOf } from './bundle-of.ts';
import { fixture } from './fixture.ts';

const clock = () => new Date('2026-11-22T09:00:00Z');

/** A world into which bundles come, and out of which imports are taken back. */
export async function openUndoing() {
  const world = await openWorld({ clock });
  const folder = await mkdtemp(join(tmpdir(), 'peremena-undo-'));
  let runs = 0;
  return {
    ...{ world, folder, clock },
    /** Imports a plan; gives the id of the import. */
    async bring(made: Plan): Promise<string> {
      const { id } = await importPlan(made, {
        commands: world.api.commands,
        vault: world.api.parts.vault,
        sql: world.sql,
        clock,
        fileName: 'bundle.zip',
        signInFile: join(folder, `${(runs += 1)}.csv`),
      });
      return id!;
    },
    made: async (files: Readonly<Record<string, string>>, source?: string) =>
      plan(await readBundle(bundleOf(files)), { today: '2026-11-22', timeZone: 'Europe/Moscow', source }),
    village: (source: string) => planBundle({ path: fixture('village-1.1'), clock, timeZone: 'Europe/Moscow', source }),
    async undo(id: string, { dry = false, store = world.store }: { dry?: boolean; store?: EventStore } = {}) {
      const { sealing } = world.api.parts;
      return undoImport([(await importRecord(world.sql, id))!], {
        ...{ store, sealing, sql: world.sql, clock, by: null },
        commands: dry ? null : store === world.store ? world.api.commands : commandHandler({ store, sealing }),
      });
    },
    /** Every read model, without the ids of events, what is sealed anew each time, and what only asks for work to be looked at. */
    async shown(): Promise<unknown> {
      await world.settled();
      const tables = await world.sql<{ name: string }[]>`
        select table_name as name from information_schema.tables
        where table_schema = 'read_models' and table_name ~ '_v[0-9]+$' and table_name !~ '^timetable_work' order by 1`;
      return Promise.all(
        tables.map(async ({ name }) => {
          const rows = await world.sql`
            select (to_jsonb(t) - 'fact_id' - 'position' - 'comment' - 'text_score' - 'event_type' - 'changed_at')::text as row from ${world.sql(`read_models.${name}`)} t order by 1`;
          return [name, rows.map(({ row }) => row as string)];
        }),
      );
    },
    eventsOf: async (id: string) =>
      (await world.store.readAll({ limit: 10_000 })).filter(({ metadata }) => metadata.correlationId === id),
    async close(): Promise<void> {
      await world.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
export type Undoing = Awaited<ReturnType<typeof openUndoing>>;

/** What a report says, whether it was a dry run or not. */
export const said = ({ undone, byDeed, kept }: UndoReport) => ({ undone, byDeed, kept });

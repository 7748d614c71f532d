import { followProgress } from '../src/core/follow.ts';
import { kindOf } from '@peremena/events';
import type { EventStore } from '@peremena/events/store';
import { listQuery } from '../src/access-facts/list-query.ts';
import { Stretch } from '../src/core/merge.ts';
import { tableOf, upsert, type Projection, type RowOperation } from '../src/core/projection.ts';
import { rebuild, type RebuildOptions } from '../src/core/rebuild.ts';
import { lessons } from '../src/lessons/project.ts';

/** Broken on purpose: takes every operation, so that a patch by the secondary key meets rows changed beside it. */
export class OvertakingStretch extends Stretch {
  override takes(_operations: readonly RowOperation[]): boolean {
    return true;
  }
}

/** Broken on purpose: some events count again, as they would where the position of a lane is not looked at. */
export function doubling<T extends { readonly position: bigint }>(_lane: unknown, met: readonly T[]): readonly T[] {
  return met.flatMap((one) => (one.position % 7n === 0n ? [one, one] : [one]));
}

/** Broken on purpose: mistakes of handlers are swallowed, and the events with them. */
export function swallowing(model: Projection): Projection {
  const handlers = Object.entries(model.handlers).map(([type, handler]) => [
    type,
    (event: never) => {
      try {
        return (handler as (event: never) => readonly RowOperation[])(event);
      } catch {
        return [];
      }
    },
  ]);
  return { ...model, handlers: Object.fromEntries(handlers) as Projection['handlers'] };
}

/** Broken on purpose: a rebuild that stops reading early and puts its unfinished tables in the place of the live ones. */
export async function hastySwitch(options: RebuildOptions): Promise<number> {
  const { sql, models } = options;
  const early = new AbortController();
  const events = await rebuild({
    ...options,
    signal: early.signal,
    progress: (position) => position > 40n && early.abort(),
  });
  for (const table of models.map(tableOf)) {
    const swap = `lock table ${table} in access exclusive mode;
      update checkpoints set position = (select position from checkpoints where read_model = '${table}__next') where read_model = '${table}';
      drop table ${table}; alter table ${table}__next rename to ${table}`;
    await sql.unsafe(swap);
  }
  return events;
}

/** Broken on purpose: puts a date as the reader's own machine writes it into a row. */
export const localised: Projection = {
  ...lessons,
  handlers: {
    LessonPlanned: (event) => [
      upsert({ lesson_id: event.data.lessonId, topic: new Date(`${event.data.date}T23:00:00Z`).toLocaleDateString() }),
    ],
  },
};

/** Broken on purpose: a list query that takes a scope and does not look at it. */
export const deaf = listQuery((sql, _scope, asked: unknown) => {
  const { pupilId } = asked as { readonly pupilId: string };
  return sql`select lesson_id, pupil_id, after from mark_changes_v1 where pupil_id = ${pupilId}`;
});

/** Broken on purpose: what this release does not know is left out in silence. */
export function skippingUnknown(store: EventStore): EventStore {
  return {
    ...store,
    async *subscribe(...asked) {
      for await (const page of store.subscribe(...asked)) {
        const known = page.filter(({ type, metadata }) => (kindOf(type)?.version ?? 0) >= metadata.schemaVersion);
        if (known.length > 0) yield known;
      }
    },
  };
}

/** A follower that loses its place: it tells only of what comes after the end of the log as it finds it. */
export const forgetful: typeof followProgress = (options) =>
  followProgress({
    ...options,
    store: { readAll: async ({ after = 0n, ...rest }) => options.store.readAll({ after: after + 1n, ...rest }) },
  });

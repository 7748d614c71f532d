import { notices } from '../src/notices/project.ts';
import type { Projection, RowOperation } from '../src/core/projection.ts';
import { topicsOf } from '../src/topics.ts';

/** Broken on purpose: a notice is known by when it was told, not by its event, so that a replay tells everything again. */
export function doublingNotices(): Projection {
  let told = 0;
  const handlers = Object.entries(notices.handlers).map(([type, handler]) => [
    type,
    (event: never): readonly RowOperation[] =>
      (handler as (event: never) => readonly RowOperation[])(event).map((operation) =>
        operation.op === 'upsert'
          ? { ...operation, row: { ...operation.row, event_id: `telling ${told++}` } }
          : operation,
      ),
  ]);
  return { ...notices, handlers: Object.fromEntries(handlers) as Projection['handlers'] };
}

/** Broken on purpose: everybody who listens to a group hears when somebody in it got a mark. */
export const gossiping: Projection = { ...notices, topics: topicsOf };

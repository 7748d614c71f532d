import { namesOf } from '@peremena/projections/queries';
import { Refusal } from '../core/decider.ts';
import type { Ctx } from '../core/parts.ts';

interface Overtaken {
  readonly current: { readonly byId: string | null } | null;
}

/** Adds to a `cell_changed` refusal the short names of those who wrote the marks that are there now. */
export async function namingAuthors<T>(c: Ctx, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'cell_changed') throw error;
    const cells = error.facts['cells'] as readonly Overtaken[];
    const ids = cells.flatMap(({ current }) => current?.byId ?? []);
    const names = await namesOf(c.var.parts.sql, ids);
    const named = cells.map(({ current, ...cell }) => ({
      ...cell,
      current: current && { ...current, by: current.byId === null ? null : (names.get(current.byId)?.short ?? null) },
    }));
    throw new Refusal(error.code, { ...error.facts, cells: named });
  }
}

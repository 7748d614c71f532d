import type { Fact } from '../access/fact.ts';
import { worksAt } from '../access/works-at.ts';
import { momentFor } from './moment.ts';
import type { Parts } from './parts.ts';

/** What a school asks of its staff, and from when on (inclusive date, null: at once). `owed`: the day has come. */
export interface FactorDuty {
  readonly from: string | null;
  readonly owed: boolean;
}

/** Whether somebody with these facts must have a second factor: the earliest day any school they work at asks for it. Null: none does. */
export async function factorDuty(
  parts: Pick<Parts, 'facts' | 'clock'>,
  facts: readonly Fact[],
): Promise<FactorDuty | null> {
  const { today } = await momentFor(parts, facts, { kind: 'self' });
  const schools = worksAt(facts, today);
  const rules = await Promise.all(schools.map((schoolId) => parts.facts.factorRuleOf(schoolId)));
  const duties = rules.flatMap(({ required, from }, index) =>
    required ? [{ from, owed: from === null || from <= today(schools[index] ?? null) }] : [],
  );
  return duties.toSorted((a, b) => (a.from ?? '').localeCompare(b.from ?? ''))[0] ?? null;
}

/** Whether somebody owes a second factor now and has none. */
export async function owesFactor(
  parts: Pick<Parts, 'facts' | 'clock'>,
  { hasFactor, facts }: { readonly hasFactor: boolean; readonly facts: readonly Fact[] },
): Promise<boolean> {
  return !hasFactor && ((await factorDuty(parts, facts))?.owed ?? false);
}

import type { SecondFactorRule } from '@peremena/events';

/** What schools ask of their staff, asked at most once a second per school. */
export interface FactorRules {
  of(schoolId: string): Promise<SecondFactorRule>;
  /** A rule has changed: the next one who asks hears it. */
  forget(): void;
}

const maxAgeMs = 1_000;

export function factorRules(ask: (schoolId: string) => Promise<SecondFactorRule>): FactorRules {
  const known = new Map<string, { readonly rule: Promise<SecondFactorRule>; readonly until: number }>();
  return {
    of(schoolId) {
      const now = performance.now();
      const kept = known.get(schoolId);
      if (kept && now < kept.until) return kept.rule;
      const rule = ask(schoolId);
      known.set(schoolId, { rule, until: now + maxAgeMs });
      rule.catch(() => known.delete(schoolId));
      return rule;
    },
    forget: () => known.clear(),
  };
}

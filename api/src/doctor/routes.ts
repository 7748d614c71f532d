import { allSchoolIds } from '@peremena/projections/queries';
import { allow } from '../core/registry.ts';
import { about, query, routes } from '../core/route.ts';
import type { Provider } from '../session/provider/provider.ts';
import { examineOpen } from './examine.ts';
import { examineProvider } from './provider.ts';
import { sentenceOf } from './words.ts';

const states = ['well', 'warn', 'ill'] as const;

/** How the deployment is: what the doctor would say, for whoever is an administrator of all of it. Names nobody and no school. */
export const healthRoutes = (provider: Provider | null) =>
  routes().get(
    '/health',
    about({ summary: 'Whether all is well with this deployment, in sentences that say what to do.' }),
    query({}),
    allow('system.read', async (c) => ({ kind: 'deployment', schoolIds: await allSchoolIds(c.var.parts.sql) })),
    async (c) => {
      const { parts, language } = c.var;
      const looked = await Promise.all([examineOpen(parts, parts.clock), examineProvider(provider)]);
      const findings = looked.flat();
      const worst = Math.max(...findings.map(({ state }) => states.indexOf(state)));
      return c.json({
        at: parts.clock().toISOString(),
        state: states[worst] ?? ('well' as const),
        findings: findings.map((one) => ({ what: one.what, state: one.state, sentence: sentenceOf(one, language) })),
      });
    },
  );

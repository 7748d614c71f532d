import { type SchoolId, streams } from '@peremena/events';
import { secondFactorRuleOf, settingChangesOf } from '@peremena/projections/queries';
import { carryOut } from '../core/carry-out.ts';
import { mayDo } from '../core/may-write.ts';
import { notFound } from '../core/problem.ts';
import { allow } from '../core/registry.ts';
import { schoolIn } from '../core/resources.ts';
import { about, body, query, reads, routes, shown } from '../core/route.ts';
import { SecondFactorBody } from './commands.ts';
import { schoolDecider } from './decider.ts';

/** The settings of a school, and how they came to be. */
export const settingsRoutes = routes()
  .get(
    '/schools/:schoolId/settings',
    about({ summary: 'The settings of a school, who changed them, when, from what to what.' }),
    query({}),
    reads('schools', 'setting_changes', 'people', 'access_facts'),
    allow('settings.read', schoolIn),
    async (c) => {
      const { parts, resource, scope, moment } = c.var;
      const { schoolId, title, timeZone, scale, bells } = resource;
      if (!scope.schools.includes(schoolId)) throw notFound();
      const [secondFactor, changes] = await Promise.all([
        secondFactorRuleOf(parts.sql, schoolId),
        settingChangesOf(parts.sql, scope, { schoolId }),
      ]);
      const mayChange = mayDo(c, 'settings.change', resource);
      const school = { id: schoolId, title, timeZone, scale, lessons: bells.length, today: moment.today(schoolId) };
      return c.json(shown(c, { school, secondFactor, changes, mayChange }));
    },
  )
  .put(
    '/schools/:schoolId/settings/second-factor',
    about({
      summary: 'Whether staff must have a second factor, and from which day on. `saw`: the rule the person was shown.',
      refusals: ['step_up_needed', 'settings_changed', 'grace_long'],
    }),
    allow('settings.change', schoolIn, { stepUp: true }),
    body(SecondFactorBody),
    async (c) => {
      const { resource, moment } = c.var;
      const { saw, ...rule } = c.req.valid('json');
      const schoolId = resource.schoolId as SchoolId;
      return c.json(
        await carryOut(c, {
          stream: streams.school(schoolId),
          decider: schoolDecider,
          command: { type: 'SetSecondFactorRule', rule, saw, context: { today: moment.today(schoolId) } },
          schoolId,
        }),
      );
    },
  );

import { type PersonId, streams } from '@peremena/events';
import { holdsOn } from '../access/fact.ts';
import type { AccountResource } from '../access/resource.ts';
import { ageOf } from '../core/age.ts';
import { carryOut } from '../core/carry-out.ts';
import type { Ctx } from '../core/parts.ts';
import { notFound, Problem } from '../core/problem.ts';
import { allow, self } from '../core/registry.ts';
import { about, body, query, reads, routes, shown } from '../core/route.ts';
import type { Live } from '../live/live.ts';
import { endEverywhere } from '../session/own.ts';
import { hasFactor, takeFactorsAway } from '../session/second-factor.ts';
import { hasSignIn, resetPassword } from '../session/reset.ts';
import { accountIn } from './account-of.ts';
import { ResetPasswordBody } from './commands.ts';
import { accountDecider } from './decider.ts';
import { helped, helpedOne, Search } from './helped.ts';

/** Helping others to sign in. */
export function accountRoutes(live: Pick<Live, 'endPerson'>) {
  return routes()
    .get(
      '/accounts',
      about({
        summary: 'Whom the person may help to sign in: the own class, the own children, with `q` people of the school.',
      }),
      query(Search),
      reads('people', 'access_facts', 'classes'),
      allow('account.list', self, { shows: { kind: 'search', of: ['groups[].people[].id'] } }),
      async (c) => c.json(shown(c, { groups: await helped(c, c.req.valid('query').q) })),
    )
    .get(
      '/accounts/:personId',
      about({ summary: 'Somebody whose password the person may reset.' }),
      reads('people', 'access_facts'),
      allow('password.reset', accountIn, { shows: { kind: 'account', of: [':personId'] } }),
      async (c) => {
        const person = await helpedOne(c, c.var.resource.pupilId);
        if (!person) throw notFound();
        const { parts, grant } = c.var;
        // Only who may take it away learns whether there is one.
        const factor = grant.role === 'admin' && (await hasFactor(parts, person.id));
        return c.json(shown(c, { person, factor, twoPersonsAt: twoPersonsAt(c) }));
      },
    )
    .post(
      '/accounts/:personId/password-reset',
      about({
        summary:
          'Reset a password: every session of the person ends, and a code is answered that is good for 7 days and one password.',
        refusals: ['step_up_needed', 'two_persons', 'no_sign_in', 'ward_is_14', 'age_unknown', 'reset_used'],
      }),
      allow('password.reset', accountIn, { stepUp: true }),
      body(ResetPasswordBody),
      async (c) => {
        const { parts, resource, actor, grant, moment, command } = c.var;
        const personId = resource.pupilId as PersonId;
        const { reason } = c.req.valid('json');
        if (twoPersonsAt(c) !== null) throw new Problem('two_persons');
        if (!(await hasSignIn(parts.sql, personId))) throw new Problem('no_sign_in');
        const asGuardian = grant.role === 'guardian';
        const schoolId = actor.facts.find(({ id }) => id === grant.fact)?.schoolId ?? null;
        const age = asGuardian ? await ageOf(parts, personId, moment.today(schoolId)) : null;
        const answer = await carryOut(c, {
          stream: streams.account(personId),
          decider: accountDecider,
          command: { type: 'ResetPassword', personId, reason, context: { asGuardian, age } },
          schoolId,
        });
        const given = await resetPassword(parts.sql, { personId, by: actor.personId, reason, commandId: command.id });
        if (!given) throw new Problem('reset_used');
        live.endPerson(personId);
        return c.json({ ...answer, ...given });
      },
    )
    .post(
      '/accounts/:personId/second-factor-reset',
      about({
        summary:
          'Take a lost second factor away: every session of the person ends, and the password alone signs in again.',
        refusals: ['step_up_needed', 'two_persons', 'no_factor'],
      }),
      allow('factor.reset', accountIn, { stepUp: true }),
      body(ResetPasswordBody),
      async (c) => {
        const { parts, resource, actor, grant } = c.var;
        const personId = resource.pupilId as PersonId;
        if (twoPersonsAt(c) !== null) throw new Problem('two_persons');
        if (!(await hasFactor(parts, personId))) throw new Problem('no_factor');
        const answer = await carryOut(c, {
          stream: streams.account(personId),
          decider: accountDecider,
          command: { type: 'ResetSecondFactor', personId, reason: c.req.valid('json').reason },
          schoolId: actor.facts.find(({ id }) => id === grant.fact)?.schoolId ?? null,
        });
        await takeFactorsAway(parts, personId);
        await endEverywhere(parts.sql, personId);
        live.endPerson(personId);
        return c.json(answer);
      },
    );
}

/** The school where the person is head or admin: what opens their account takes two persons there. Null for anybody else. */
function twoPersonsAt(c: Ctx & { readonly var: { readonly resource: AccountResource } }): string | null {
  const { resource, moment } = c.var;
  const leads = resource.own.find(
    (fact) => (fact.post === 'head' || fact.post === 'admin') && holdsOn(fact, moment.today(fact.schoolId)),
  );
  return leads?.schoolId ?? null;
}

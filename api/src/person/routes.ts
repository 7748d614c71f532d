import { type PersonId, streams } from '@peremena/events';
import { findPerson, ownContacts } from '@peremena/projections/queries';
import { carryOut } from '../core/carry-out.ts';
import { allow, self } from '../core/registry.ts';
import { about, body, query, reads, routes, shown } from '../core/route.ts';
import { ContactsBody } from './commands.ts';
import { personDecider } from './decider.ts';
import { shownOf } from './shown.ts';

/** What schools know and show of the person who asks, and how they can be reached. */
export const profileRoutes = routes()
  .get(
    '/profile',
    about({ summary: 'Names and contacts of the person who asks, and which circle of readers is shown what of them.' }),
    query({}),
    reads('people', 'access_facts', 'schools'),
    allow('profile.use', self),
    async (c) => {
      const { parts, actor } = c.var;
      const [person, contacts, places] = await Promise.all([
        findPerson(parts.sql, actor.personId),
        ownContacts(parts.sql, actor.personId),
        shownOf(c),
      ]);
      const name = person?.name ?? { family: null, given: null, middle: null };
      return c.json(shown(c, { name, contacts, places }));
    },
  )
  .put(
    '/profile/contacts',
    about({ summary: 'Set the own contacts; what is null is taken away.' }),
    allow('profile.use', self),
    body(ContactsBody),
    async (c) => {
      const stream = streams.person(c.var.actor.personId as PersonId);
      const command = { type: 'SetContacts' as const, ...c.req.valid('json') };
      return c.json(await carryOut(c, { stream, decider: personDecider, command, schoolId: null }));
    },
  );

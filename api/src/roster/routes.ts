import { type PersonId, type RosterChangeId, type SchoolId, streams } from '@peremena/events';
import * as v from 'valibot';
import { carriersOf } from '../carriers.ts';
import type { ClassResource } from '../access/resource.ts';
import { answered, metadataOf, newId } from '../core/carry-out.ts';
import { Refusal } from '../core/decider.ts';
import type { Ctx } from '../core/parts.ts';
import { givenOf } from '../core/process.ts';
import { allow } from '../core/registry.ts';
import { classIn } from '../core/resources.ts';
import { about, body, query, reads, routes, shown } from '../core/route.ts';
import { finishRosterChange, standingOf } from './carry-out.ts';
import { RosterBody } from './commands.ts';
import { rosterDecider } from './decider.ts';
import { planRoster } from './plan.ts';
import { previewOf } from './preview.ts';
import { knownTo, namesakesOf, surroundingsOf } from './surroundings.ts';

const refusals = [
  'pupil_is_here',
  'later_facts',
  'place_not_begun',
  'not_in_class',
  'members_many',
  'nothing_changes',
  'same_class',
  'class_unknown',
  'marks_stand',
  'group_of_other_class',
  'groups_of_one_subject',
  'roster_changing',
  'namesakes',
] as const;

/** Pupils arrive, change class and groups, leave and return, each by a date. For the admin. */
export const rosterRoutes = routes()
  .get(
    '/classes/:classId/newcomers',
    about({
      summary: 'Pupils of any time whom the school knows by that name: to tell who comes back from a namesake.',
    }),
    query({ q: v.pipe(v.string(), v.trim(), v.minLength(2, 'text_short'), v.maxLength(120, 'text_long')) }),
    reads('access_facts', 'people', 'classes'),
    allow('class.manage', classIn, { shows: { kind: 'search', of: ['people[].id'] } }),
    async (c) => {
      const found = await knownTo(c, c.req.valid('query').q);
      return c.json(
        shown(c, {
          people: found.map(({ id, name, short, classTitle, from, to, birthDate }) => ({
            ...{ id, name, short, classTitle, from, to, birthDate },
          })),
        }),
      );
    },
  )
  .post(
    '/classes/:classId/roster/preview',
    about({ summary: 'What a change of the roster would begin, end and leave as it is. Changes nothing.', refusals }),
    allow('class.manage', classIn, { shows: { kind: 'search', of: ['pupil.id', 'namesakes[].id'] } }),
    body(RosterBody),
    async (c) => {
      const wanted = c.req.valid('json');
      const change = await read(c, c.var.resource, wanted);
      return c.json(shown(c, await previewOf(c, wanted, change)));
    },
  )
  .post(
    '/classes/:classId/roster',
    about({
      summary: 'A pupil arrives, changes class or groups, or leaves: over all streams or not at all.',
      refusals: ['step_up_needed', ...refusals],
    }),
    allow('class.manage', classIn, { stepUp: true }),
    body(RosterBody),
    async (c) => {
      const wanted = c.req.valid('json');
      const { parts, resource, command } = c.var;
      const whose = whoseOf(c, resource, wanted);
      const stream = streams.roster(whose.schoolId, whose.pupilId);
      if (!(await parts.store.findCommand(stream, command))) await begin(c, resource, wanted, stream);
      const done = await finishRosterChange(parts, whose);
      return c.json({ ...answered(done), pupilId: whose.pupilId });
    },
  );

function whoseOf(c: Ctx, { schoolId }: ClassResource, body: RosterBody) {
  const known = body.kind !== 'arrival' ? body.pupilId : 'id' in body.pupil ? body.pupil.id : null;
  return {
    schoolId: schoolId as SchoolId,
    pupilId: known ?? (newId(c, 'pupil') as PersonId),
    changeId: newId(c, 'roster change') as RosterChangeId,
  };
}

/** Reads what a change rests on, no older than the log is now, and plans it. */
async function read(c: Ctx, resource: ClassResource, body: RosterBody) {
  const { parts } = c.var;
  const whose = whoseOf(c, resource, body);
  const { state } = await standingOf(parts, streams.roster(whose.schoolId, whose.pupilId));
  await parts.waitFor([], await parts.store.head(), 5_000);
  const [around, namesakes] = await Promise.all([surroundingsOf(c, resource, body, whose), namesakesOf(c, body)]);
  return { planned: planRoster(body, around), around, namesakes, seen: state.seen };
}

async function begin(c: Ctx, resource: ClassResource, body: RosterBody, stream: string): Promise<void> {
  const { parts, command } = c.var;
  const { planned, namesakes, seen } = await read(c, resource, body);
  if (namesakes.length > 0) throw new Refusal('namesakes', { people: namesakes.map(({ id }) => id) });
  const metadata = metadataOf(c, resource.schoolId);
  if (body.kind === 'arrival' && !('id' in body.pupil)) {
    const { others: _, ...names } = body.pupil;
    const given = givenOf({ id: planned.changeId, metadata, clock: parts.clock }, 'register');
    await carriersOf(parts.commands).person(
      planned.pupilId,
      { type: 'RegisterPerson', personId: planned.pupilId, ...names, source: null },
      given,
    );
  }
  await parts.commands({
    stream,
    decider: rosterDecider,
    command: { type: 'PlanRosterChange', ...planned, context: { seen } },
    hash: command.hash,
    metadata,
  });
}

import { type PersonId, type RequestId, type SchoolId, streams } from '@peremena/events';
import { findRequest, leadersOf, requests, scope } from '@peremena/projections/queries';
import type { SchoolResource } from '../access/resource.ts';
import { carryOut, metadataOf, newId } from '../core/carry-out.ts';
import { stateNow } from '../core/folded.ts';
import type { Ctx } from '../core/parts.ts';
import { notFound, Problem } from '../core/problem.ts';
import { allow, idIn, self } from '../core/registry.ts';
import { schoolIn } from '../core/resources.ts';
import { about, body, query, reads, routes, shown } from '../core/route.ts';
import { uuidv5 } from '../core/uuid.ts';
import { resetPassword } from '../session/reset.ts';
import { type ActParts, aboutOf, beforehand, mayBeAlone, ofFiles, rehearse } from './acts.ts';
import { carryOutRequest } from './carrying-out.ts';
import { DeclineBody, NothingBody, ProposeBody, type RequestCommand } from './commands.ts';
import { areOfSchool } from './concerned.ts';
import { requestDecider, type RequestState } from './decider.ts';
import { named } from './named.ts';

const days = 7;
const refusals = ['step_up_needed', 'request_decided', 'request_lapsed', 'own_request', 'request_about_you'] as const;

/** Acts that take two persons: proposed by an admin, confirmed or declined by another admin or the head. */
export function requestRoutes({
  live,
  exports,
  uploads,
  undos,
}: Pick<ActParts, 'live' | 'exports' | 'uploads' | 'undos'>) {
  const jobs = { live, exports, uploads, undos };
  const answer = async (c: Ctx, resource: RequestResource, command: RequestCommand) => {
    const { schoolId, requestId } = resource;
    const stream = streams.request(schoolId, requestId);
    return carryOut(c, { stream, decider: requestDecider, command, schoolId });
  };
  const by = (c: Ctx) => ({
    by: c.var.actor.personId as PersonId,
    at: c.var.moment.instant.toISOString(),
  });

  return routes()
    .get(
      '/requests',
      about({
        summary:
          'Acts that take two persons, of the schools the person leads: what waits, and what became of the others.',
      }),
      query({}),
      reads('requests', 'people', 'access_facts'),
      allow('request.list', self, {
        shows: { kind: 'request', of: ['requests[].about.id', 'requests[].guardian.id', 'requests[].act.pupilId'] },
      }),
      async (c) => c.json(shown(c, { requests: await own(c) })),
    )
    .get(
      '/requests/waiting',
      about({ summary: 'Those of them that the person could confirm or decline.' }),
      query({}),
      reads('requests', 'people', 'access_facts'),
      allow('request.list', self, {
        shows: { kind: 'request', of: ['requests[].about.id', 'requests[].guardian.id', 'requests[].act.pupilId'] },
      }),
      async (c) => c.json(shown(c, { requests: (await own(c, { waiting: true })).filter(({ forMe }) => forMe) })),
    )
    .post(
      '/schools/:schoolId/requests',
      about({
        summary:
          'Propose an act that takes a second person. Nothing happens before the confirmation, which is possible for 7 days. Where nobody else could confirm, what cannot wait is carried out at once.',
        status: 201,
        refusals: [
          'step_up_needed',
          'document_needed',
          'nobody_to_confirm',
          'person_not_here',
          'last_admin',
          'own_post',
          'upload_unread',
          'upload_refused',
          'upload_taken',
          'upload_gone',
          'upload_changed',
          'undo_gone',
          'undo_taken',
          'undo_refused',
          'undo_unread',
          'undo_nothing',
        ],
      }),
      allow('request.propose', schoolIn, { stepUp: true }),
      body(ProposeBody),
      async (c) => {
        const { parts, actor, moment, resource } = c.var;
        const proposed = c.req.valid('json');
        const { act } = proposed;
        const schoolId = resource.schoolId as SchoolId;
        const today = moment.today(schoolId);
        const aboutId = aboutOf(act);
        // Files are asked for in one's own name; everything else is about somebody else.
        if ((aboutId === actor.personId) !== ofFiles.has(act.kind)) throw new Problem('own_post');
        if (!(await areOfSchool(parts, act, { schoolId, today }))) throw new Problem('person_not_here');
        const leaders = await leadersOf(parts.sql, schoolId, today);
        const asked = [...new Set(leaders.map(({ personId }) => personId as PersonId))].filter(
          (id) => id !== actor.personId && id !== aboutId,
        );
        const alone = asked.length === 0;
        if (alone && !mayBeAlone.has(act.kind)) throw new Problem('nobody_to_confirm');
        const requestId = newId(c, 'request') as RequestId;
        const expiresAt = new Date(moment.instant.getTime() + days * 86_400_000).toISOString();
        const acts = { ...parts, ...jobs };
        const known = await stateNow(parts, streams.request(schoolId, requestId), requestDecider);
        if (!known) {
          const request = rehearsed(c, { schoolId, requestId, aboutId, ...proposed, expiresAt });
          await rehearse(acts, request);
          await beforehand(acts, request);
        }
        const command = {
          type: 'ProposeAct' as const,
          ...proposed,
          schoolId,
          requestId,
          aboutId,
          ...by(c),
          asked,
          expiresAt,
        };
        const { at: _, ...propose } = command;
        const stream = streams.request(schoolId, requestId);
        const written = await carryOut(c, {
          stream,
          decider: requestDecider,
          command: propose,
          schoolId,
          answer: { requestId },
        });
        if (!alone) return c.json({ ...written, status: 'waiting' as const }, 201);
        await confirmAlone(c, { schoolId, requestId });
        const done = await carryOutRequest(acts, schoolId, requestId);
        return c.json(
          { ...written, position: String(await parts.store.head()), status: done?.status ?? ('confirmed' as const) },
          201,
        );
      },
    )
    .get(
      '/requests/:requestId',
      about({ summary: 'One of them, with its reason and document, and what the person may do with it.' }),
      query({}),
      reads('requests', 'people', 'access_facts'),
      allow('request.read', requestIn, {
        shows: { kind: 'request', of: ['request.about.id', 'request.guardian.id', 'request.act.pupilId'] },
      }),
      async (c) => c.json(shown(c, await whole(c, c.var.resource))),
    )
    .post(
      '/requests/:requestId/confirmation',
      about({ summary: 'Confirm the act of somebody else; it is carried out once, now.', refusals: [...refusals] }),
      allow('request.decide', requestIn, { stepUp: true }),
      body(NothingBody),
      async (c) => {
        const { parts, resource } = c.var;
        const written = await answer(c, resource, { type: 'ConfirmAct', alone: false, ...by(c) });
        const done = await carryOutRequest({ ...parts, ...jobs }, resource.schoolId, resource.requestId);
        const position = String(await parts.store.head());
        return c.json({ ...written, position, status: done?.status ?? ('confirmed' as const) });
      },
    )
    .post(
      '/requests/:requestId/refusal',
      about({ summary: 'Decline the act of somebody else, with a reason.', refusals: [...refusals] }),
      allow('request.decide', requestIn, { stepUp: true }),
      body(DeclineBody),
      async (c) => {
        const { reason } = c.req.valid('json');
        const written = await answer(c, c.var.resource, { type: 'DeclineAct', reason, ...by(c) });
        jobs.uploads.kick();
        return c.json(written);
      },
    )
    .post(
      '/requests/:requestId/withdrawal',
      about({
        summary: 'Withdraw what one has proposed.',
        refusals: ['request_decided', 'request_lapsed', 'request_of_another'],
      }),
      allow('request.decide', requestIn),
      body(NothingBody),
      async (c) => {
        const written = await answer(c, c.var.resource, { type: 'WithdrawAct', ...by(c) });
        jobs.uploads.kick();
        return c.json(written);
      },
    )
    .post(
      '/requests/:requestId/code',
      about({
        summary:
          'The code of a password reset that was carried out, for who proposed it; a new one each time, until one was used.',
        refusals: ['step_up_needed', 'reset_used', 'request_of_another', 'no_code'],
      }),
      allow('request.decide', requestIn, { stepUp: true }),
      body(NothingBody),
      async (c) => {
        const { parts, resource, actor } = c.var;
        const { schoolId, requestId } = resource;
        const request = await stateNow(parts, streams.request(schoolId, requestId), requestDecider);
        if (request?.act.kind !== 'reset_password' || request.status !== 'done') throw new Problem('no_code');
        if (request.proposedBy !== actor.personId) throw new Problem('request_of_another');
        const { personId, reason } = request.act;
        const given = await resetPassword(parts.sql, { personId, by: actor.personId, reason, commandId: requestId });
        if (!given) throw new Problem('reset_used');
        return c.json(given);
      },
    );
}

interface RequestResource extends SchoolResource {
  readonly schoolId: SchoolId;
  readonly requestId: RequestId;
}

async function requestIn(c: Ctx): Promise<RequestResource | null> {
  const { sql, clock } = c.var.parts;
  const found = await findRequest(sql, idIn(c, 'requestId'), clock().toISOString());
  if (!found) return null;
  return { kind: 'school', schoolId: found.schoolId as SchoolId, requestId: found.id as RequestId, facts: [] };
}

/** Requests of the schools the person leads, as head or admin, each role for itself. */
export async function own(c: Ctx, waiting?: { readonly waiting: true }) {
  const { parts, actor, moment } = c.var;
  const now = moment.instant.toISOString();
  const found = await Promise.all(
    (['head', 'admin'] as const).map(async (role) =>
      requests(parts.sql, await scope(parts.sql, actor, { role, fact: null }, moment.today), { now, ...waiting }),
    ),
  );
  const all = [...new Map(found.flat().map((one) => [one.id, one])).values()];
  const me = actor.personId;
  return (await named(parts, all)).map((one) => ({
    ...one,
    mine: one.proposedBy?.id === me,
    forMe: one.status === 'waiting' && one.proposedBy?.id !== me && one.about.id !== me,
  }));
}

async function whole(c: Ctx, { schoolId, requestId }: RequestResource) {
  const { parts, actor, moment } = c.var;
  const [request, found] = await Promise.all([
    stateNow(parts, streams.request(schoolId, requestId), requestDecider),
    findRequest(parts.sql, requestId, moment.instant.toISOString()),
  ]);
  const [one] = found ? await named(parts, [found]) : [];
  if (!request || !one) throw notFound();
  const me = actor.personId;
  const waits = one.status === 'waiting';
  return {
    request: one,
    reason: request.reason,
    document: request.document,
    documentDate: request.documentDate,
    answer: request.answer,
    may: {
      decide: waits && request.proposedBy !== me && request.aboutId !== me,
      withdraw: waits && request.proposedBy === me,
      code: one.status === 'done' && one.act.kind === 'reset_password' && request.proposedBy === me,
    },
  };
}

type Proposed = Pick<
  RequestState,
  'schoolId' | 'requestId' | 'aboutId' | 'act' | 'reason' | 'document' | 'documentDate' | 'expiresAt'
>;

/** The request as it would be, to see before it is written whether it could be carried out. */
function rehearsed(c: Ctx, proposed: Proposed): RequestState {
  const nothingYet = { told: [], status: 'waiting' as const, decidedBy: null, answer: null };
  return { ...proposed, ...nothingYet, proposedBy: c.var.actor.personId as PersonId };
}

// In the name of who proposed it, as a command of its own.
async function confirmAlone(c: Ctx, { schoolId, requestId }: Pick<RequestResource, 'schoolId' | 'requestId'>) {
  const metadata = metadataOf(c, schoolId);
  const commandId = uuidv5(requestId, 'alone') as typeof metadata.commandId;
  await c.var.parts.commands({
    stream: streams.request(schoolId, requestId),
    decider: requestDecider,
    command: {
      type: 'ConfirmAct',
      alone: true,
      by: c.var.actor.personId as PersonId,
      at: c.var.moment.instant.toISOString(),
    },
    hash: commandId,
    metadata: { ...metadata, commandId },
  });
}

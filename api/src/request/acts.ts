import { type OrderId, type PersonId, type RequestedAct, streams } from '@peremena/events';
import { accountDecider } from '../account/decider.ts';
import type { AtWork } from '../core/claimed-work.ts';
import { Refusal } from '../core/decider.ts';
import { stateNow } from '../core/folded.ts';
import type { Parts } from '../core/parts.ts';
import { guardianshipDecider } from '../guardianship/decider.ts';
import type { GuardianshipCommand } from '../guardianship/commands.ts';
import type { Live } from '../live/live.ts';
import type { ExportJob } from '../oneroster/exporting/job.ts';
import { queueExport } from '../oneroster/exporting/store.ts';
import { queueUndo, standingOfUndo } from '../oneroster/taking-back/store.ts';
import type { UploadJob } from '../oneroster/uploading/job.ts';
import { keepFor } from '../oneroster/uploading/keeping.ts';
import { queueImport, standingOf } from '../oneroster/uploading/store.ts';
import { endEverywhere } from '../session/own.ts';
import { hasSignIn, resetPassword } from '../session/reset.ts';
import { factorOf, turnOff } from '../session/second-factor.ts';
import { type Deed, deed } from './deed.ts';
import type { RequestState } from './decider.ts';
import { leaveSteps, leavingLeader } from './leaving.ts';
import { staffDecider } from '../staff/decider.ts';

export type ActParts = Pick<Parts, 'store' | 'sealing' | 'sql' | 'facts' | 'clock' | 'commands'> & {
  readonly live: Pick<Live, 'endPerson'>;
  readonly exports: Pick<ExportJob, 'kick'>;
  readonly uploads: Pick<UploadJob, 'kick'>;
  readonly undos: Pick<AtWork, 'kick'>;
};

/** The person an act is about: the pupil, or whose account or post it is. */
export function aboutOf(act: RequestedAct): PersonId {
  return 'pupilId' in act ? act.pupilId : act.personId;
}

/** Acts that must not wait for a second person where there is none: they give that person, or open a shut door. */
export const mayBeAlone: ReadonlySet<RequestedAct['kind']> = new Set([
  'reset_password',
  'reset_factor',
  'take_post',
  'leave_post',
  'dismiss',
]);

/** Acts that are about a file, and that a person asks for in the own name. */
export const ofFiles: ReadonlySet<RequestedAct['kind']> = new Set(['export_school', 'import_school', 'undo_import']);

/** What is done for an act, as commands to other streams, and afterwards. Throws `Refusal` where the ground has moved. */
export async function deedsOf(parts: ActParts, request: RequestState): Promise<readonly Deed[]> {
  const { act, schoolId, requestId } = request;
  switch (act.kind) {
    case 'link_guardian':
    case 'unlink_guardian':
    case 'limit_guardian':
    case 'end_limit':
      return [deed(streams.guardianship(act.pupilId), guardianshipDecider, guardianshipOf(request, act))];
    case 'reset_password':
      if (!(await hasSignIn(parts.sql, act.personId))) throw new Refusal('no_sign_in');
      return [
        deed(streams.account(act.personId), accountDecider, {
          type: 'ResetPassword',
          personId: act.personId,
          reason: act.reason,
          context: { asGuardian: false, age: null },
        }),
      ];
    case 'reset_factor':
      if (!(await factorOf(parts, act.personId)).on) throw new Refusal('no_factor');
      return [
        deed(streams.account(act.personId), accountDecider, {
          type: 'ResetSecondFactor',
          personId: act.personId,
          reason: act.reason,
        }),
      ];
    case 'take_post': {
      const { personId, post, from, to } = act;
      const source = `request:${requestId}`;
      const command = { type: 'TakePost' as const, schoolId, personId, post, from, to, source };
      return [deed(streams.staff(schoolId, personId), staffDecider, command)];
    }
    case 'leave_post':
      await leavingLeader(parts, schoolId, act.personId, act.lastDay);
      return [
        deed(streams.staff(schoolId, act.personId), staffDecider, {
          type: 'LeavePost',
          schoolId,
          personId: act.personId,
          post: act.post,
          lastDay: act.lastDay,
        }),
      ];
    case 'dismiss':
      await leavingLeader(parts, schoolId, act.personId, act.lastDay);
      return leaveSteps(parts, schoolId, act.personId, act.lastDay);
    case 'export_school':
      return [];
    case 'import_school': {
      const refusal = await standingOf(parts.sql, { ...act, schoolId, requestId, now: parts.clock() });
      if (refusal !== null) throw new Refusal(refusal);
      return [];
    }
    case 'undo_import': {
      const refusal = await standingOfUndo(parts.sql, { ...act, schoolId, requestId });
      if (refusal !== null) throw new Refusal(refusal);
      return [];
    }
  }
}

/** What lies outside the log, before the request is made: the file it is about waits with it. Throws `Refusal` where it is gone. */
export async function beforehand({ sql, clock }: ActParts, { act, requestId, expiresAt }: RequestState): Promise<void> {
  if (act.kind !== 'import_school') return;
  const { uploadId } = act;
  const until = new Date(expiresAt);
  if (!(await keepFor(sql, { requestId, uploadId, askedAt: clock(), until }))) throw new Refusal('upload_gone');
}

/** What lies outside the log, after the deeds: sessions, codes, factors, files. Done again it changes nothing more. */
export async function afterwards(parts: ActParts, request: RequestState): Promise<void> {
  const { act, requestId, proposedBy, schoolId } = request;
  if (act.kind === 'export_school') {
    await queueExport(parts.sql, { id: requestId, schoolId, askedBy: act.personId, at: parts.clock() });
    parts.exports.kick();
    return;
  }
  if (act.kind === 'import_school') {
    const queued = await queueImport(parts.sql, { ...act, schoolId, requestId, at: parts.clock() });
    if (!queued) throw new Refusal('upload_taken');
    parts.uploads.kick();
    return;
  }
  if (act.kind === 'undo_import') {
    const queued = await queueUndo(parts.sql, { ...act, schoolId, requestId, by: act.personId, at: parts.clock() });
    if (!queued) throw new Refusal('undo_taken');
    parts.undos.kick();
    return;
  }
  if (act.kind === 'reset_password') {
    // The code is told by `POST /requests/:requestId/code`; this one nobody hears.
    const by = proposedBy ?? act.personId;
    await resetPassword(parts.sql, { personId: act.personId, by, reason: act.reason, commandId: requestId });
  } else if (act.kind === 'reset_factor') {
    await turnOff(parts, act.personId);
    await endEverywhere(parts.sql, act.personId);
  } else if (act.kind === 'dismiss') await endEverywhere(parts.sql, act.personId);
  else return;
  parts.live.endPerson(act.personId);
}

/** Refuses what could not be carried out as things stand. */
export async function rehearse(parts: ActParts, request: RequestState): Promise<void> {
  for (const { stream, decider, command } of await deedsOf(parts, request))
    decider.decide(await stateNow(parts, stream, decider), command);
}

type GuardianAct = Extract<RequestedAct, { readonly pupilId: PersonId }>;

function guardianshipOf(request: RequestState, act: GuardianAct): GuardianshipCommand {
  const { pupilId, guardianId } = act;
  const link = { pupilId, guardianId };
  const paper = { document: request.document ?? '–', documentDate: request.documentDate ?? '1900-01-01' };
  switch (act.kind) {
    case 'link_guardian':
      return {
        type: 'LinkGuardian',
        ...link,
        relation: act.relation,
        from: act.from,
        to: act.to,
        source: `request:${request.requestId}`,
      };
    case 'unlink_guardian':
      return { type: 'UnlinkGuardian', ...link, lastDay: act.lastDay };
    case 'limit_guardian': {
      const orderId = request.requestId as string as OrderId;
      const { keeps, from, to, replaces } = act;
      return { type: 'LimitGuardian', ...link, orderId, keeps, from, to, replaces, ...paper };
    }
    case 'end_limit':
      return { type: 'EndLimit', ...link, orderId: act.orderId, lastDay: act.lastDay, ...paper };
  }
}

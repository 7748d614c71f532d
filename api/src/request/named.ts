import { namesOf, type Request } from '@peremena/projections/queries';
import type { Parts } from '../core/parts.ts';

/** People a request speaks of, by short name; empty where the name was erased. */
export async function named(parts: Pick<Parts, 'sql'>, requests: readonly Request[]) {
  const ids = requests.flatMap(({ aboutId, act, proposedBy, decidedBy }) => [
    aboutId,
    ...('guardianId' in act ? [act.guardianId] : []),
    ...[proposedBy, decidedBy].filter((id) => id !== null),
  ]);
  const names = await namesOf(parts.sql, [...new Set(ids)]);
  const short = (id: string | null) => (id === null ? null : { id, short: names.get(id)?.short ?? '' });
  return requests.map((request) => ({
    id: request.id,
    schoolId: request.schoolId,
    act: request.act,
    about: short(request.aboutId) ?? { id: request.aboutId, short: '' },
    guardian: 'guardianId' in request.act ? short(request.act.guardianId) : null,
    proposedBy: short(request.proposedBy),
    proposedAt: request.proposedAt,
    expiresAt: request.expiresAt,
    status: request.status,
    decidedBy: short(request.decidedBy),
    decidedAt: request.decidedAt,
    alone: request.alone,
    refusal: request.refusal,
  }));
}

import type { RequestedAct } from '@peremena/events';
import { namesOf, requests } from '@peremena/projections/queries';
import type { SchoolResource } from '../../access/resource.ts';
import type { Ctx } from '../../core/parts.ts';
import { idIn } from '../../core/registry.ts';
import { findUpload, type Upload } from './store.ts';

export interface UploadResource extends SchoolResource {
  readonly upload: Upload;
}

/** The file of the path, for `allow`. */
export async function uploadIn(c: Ctx): Promise<UploadResource | null> {
  const upload = await findUpload(c.var.parts.sql, idIn(c, 'uploadId'));
  return upload && { kind: 'school', schoolId: upload.schoolId, facts: [], upload };
}

/** Requests of the school of a kind that wait for a second person. */
export async function waitingOf<K extends RequestedAct['kind']>(c: Ctx, schoolId: string, kind: K) {
  const { parts, scope, moment } = c.var;
  const found = await requests(parts.sql, scope, { now: moment.instant.toISOString(), waiting: true });
  return found.flatMap((one) => {
    const { act } = one;
    return one.schoolId === schoolId && act.kind === kind ? [{ ...one, act: act as ActOf<K> }] : [];
  });
}

type ActOf<K> = Extract<RequestedAct, { readonly kind: K }>;

export type Short = (id: string | null) => { readonly id: string; readonly short: string } | null;

/** The short names of people, by id. */
export async function shorts(c: Ctx, ids: readonly string[]): Promise<Short> {
  const names = await namesOf(c.var.parts.sql, [...new Set(ids)]);
  return (id) => (id === null ? null : { id, short: names.get(id)?.short ?? '' });
}

import { readFile } from 'node:fs/promises';
import { type RequestId, type SchoolId, streams } from '@peremena/events';
import { findSchool, namesOf, requests } from '@peremena/projections/queries';
import type { SchoolResource } from '../../access/resource.ts';
import { stateNow } from '../../core/folded.ts';
import type { Ctx } from '../../core/parts.ts';
import { Problem } from '../../core/problem.ts';
import { allow, idIn } from '../../core/registry.ts';
import { schoolIn } from '../../core/resources.ts';
import { about, query, reads, routes, shown } from '../../core/route.ts';
import { attachment } from '../../core/sheets/answer.ts';
import { requestDecider } from '../../request/decider.ts';
import type { ExportJob } from './job.ts';
import { type Export, exportFetched, exportsOf, findExport } from './store.ts';

/** A school taken out as a file: who asked, who confirmed, what became of it; and the file itself. It is asked for as a request of two persons. */
export function exportRoutes(job: Pick<ExportJob, 'pathOf'>) {
  return routes()
    .get(
      '/schools/:schoolId/exports',
      about({
        summary:
          'When the school was taken out as a file, by whom and why, and what can still be fetched; and what waits for a second person.',
      }),
      query({}),
      reads('requests', 'people', 'access_facts'),
      allow('school.export', schoolIn),
      async (c) => c.json(shown(c, await listed(c))),
    )
    .get(
      '/exports/:exportId/bundle.zip',
      about({
        summary:
          'The file: a OneRoster 1.2 bundle, for who asked for it alone, within a day. Everybody it speaks of is noted in the access journal.',
        refusals: ['step_up_needed', 'export_of_another', 'export_not_ready', 'export_gone'],
      }),
      allow('school.export', exportIn, { stepUp: true, shows: { kind: 'school_file', of: ['people[]'] } }),
      async (c) => {
        const { parts, actor, resource, moment } = c.var;
        const found = resource.export;
        if (found.askedBy !== actor.personId) throw new Problem('export_of_another');
        if (found.removedAt || (found.until && found.until <= moment.instant)) throw new Problem('export_gone');
        if (!found.madeAt) throw new Problem('export_not_ready');
        // Some megabytes at most: held at once, so that nothing stays open where the look cannot be noted.
        const file = await readFile(job.pathOf(found.id)).catch(() => null);
        if (!file) throw new Problem('export_gone');
        shown(c, { people: found.people });
        await exportFetched(parts.sql, found.id, moment.instant);
        return new Response(new Uint8Array(file), {
          headers: {
            'Content-Type': 'application/zip',
            'Content-Length': String(file.length),
            'Content-Disposition': attachment(`${resource.title} ${moment.today(resource.schoolId)}.zip`),
            'Cache-Control': 'private, no-store',
          },
        });
      },
    );
}

interface ExportResource extends SchoolResource {
  readonly title: string;
  readonly export: Export;
}

async function exportIn(c: Ctx): Promise<ExportResource | null> {
  const found = await findExport(c.var.parts.sql, idIn(c, 'exportId'));
  if (!found) return null;
  const school = await findSchool(c.var.parts.sql, found.schoolId);
  return school && { kind: 'school', schoolId: found.schoolId, facts: [], title: school.title, export: found };
}

async function listed(c: Ctx) {
  const { parts, scope, moment, resource, actor } = c.var as typeof c.var & { resource: SchoolResource };
  const schoolId = resource.schoolId as SchoolId;
  const now = moment.instant;
  const [found, waiting] = await Promise.all([
    exportsOf(parts.sql, schoolId),
    requests(parts.sql, scope, { now: now.toISOString(), waiting: true }),
  ]);
  const told = await Promise.all(
    found.map(async (one) => ({
      one,
      request: await stateNow(parts, streams.request(schoolId, one.id as RequestId), requestDecider),
    })),
  );
  const asked = waiting.filter((one) => one.schoolId === schoolId && one.act.kind === 'export_school');
  const ids = [
    ...told.flatMap(({ one, request }) => [one.askedBy, request?.decidedBy ?? one.askedBy]),
    ...asked.flatMap(({ proposedBy }) => proposedBy ?? []),
  ];
  const names = await namesOf(parts.sql, [...new Set(ids)]);
  const short = (id: string | null | undefined) => (id ? { id, short: names.get(id)?.short ?? '' } : null);
  return {
    waiting: asked.map(({ id, proposedBy, proposedAt }) => ({ requestId: id, by: short(proposedBy), at: proposedAt })),
    exports: told.map(({ one, request }) => ({
      id: one.id,
      at: one.queuedAt.toISOString(),
      by: short(one.askedBy),
      confirmedBy: short(request?.decidedBy),
      reason: request?.reason ?? null,
      bytes: one.bytes,
      limited: one.limited,
      state: stateOf(one, now),
      until: one.until?.toISOString() ?? null,
      fetched: one.fetched,
      fetchedAt: one.fetchedAt?.toISOString() ?? null,
      mine: one.askedBy === actor.personId,
    })),
  };
}

function stateOf({ madeAt, removedAt, until }: Export, now: Date): 'making' | 'ready' | 'gone' {
  if (removedAt || (until && until <= now)) return 'gone';
  return madeAt ? 'ready' : 'making';
}

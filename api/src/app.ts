import { Hono, type MiddlewareHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { generateSpecs } from 'hono-openapi';
import { absenceRoutes } from './absence/routes.ts';
import { classFileRoutes } from './class/file-routes.ts';
import { classRoutes } from './class/routes.ts';
import { classStaffRoutes } from './class-staff/routes.ts';
import { calendarRoutes } from './timetable/calendar-routes.ts';
import { fieldSentence } from './core/field-sentences.ts';
import { commandOf, originOnly, outermost, tagged, whoIs, withinRoom, withinTime } from './core/middleware.ts';
import { paperRoutes } from './consent/paper-routes.ts';
import { consentRoutes } from './consent/routes.ts';
import type { AtWork } from './core/claimed-work.ts';
import type { Ctx, Env, Parts } from './core/parts.ts';
import { asProblem, Problem, problemResponse } from './core/problem.ts';
import { open, registeredRoutes } from './core/registry.ts';
import { about, routes } from './core/route.ts';
import { accountRoutes } from './account/routes.ts';
import { broughtInRoutes } from './brought-in/routes.ts';
import { diaryRoutes } from './diary/routes.ts';
import { docsPage } from './docs/page.ts';
import { documentation, withAnswers } from './docs/specification.ts';
import { healthRoutes } from './doctor/routes.ts';
import { guardianshipRoutes } from './guardianship/routes.ts';
import { journalFileRoutes } from './journal/file-routes.ts';
import { journalRoutes } from './journal/routes.ts';
import { newLessonRoutes } from './lesson/new-routes.ts';
import { lessonChangeRoutes } from './lesson/change-routes.ts';
import { lessonRoutes } from './lesson/routes.ts';
import { claimRoutes } from './invitation/claim-routes.ts';
import { invitationRoutes } from './invitation/routes.ts';
import type { Live } from './live/live.ts';
import { liveRoutes } from './live/routes.ts';
import { meRoutes } from './me/routes.ts';
import { looksRoutes } from './looks/routes.ts';
import { noticesRoutes } from './notices/routes.ts';
import { calendarKeepingRoutes } from './school/calendar-routes.ts';
import type { ExportJob } from './oneroster/exporting/job.ts';
import { exportRoutes } from './oneroster/exporting/routes.ts';
import { undoRoutes } from './oneroster/taking-back/routes.ts';
import type { UploadJob } from './oneroster/uploading/job.ts';
import { uploadRoutes } from './oneroster/uploading/routes.ts';
import { profileRoutes } from './person/routes.ts';
import { requestRoutes } from './request/routes.ts';
import { staffingRoutes } from './staffing/routes.ts';
import { factorRoutes } from './session/factor-routes.ts';
import { ownSessionRoutes } from './session/own-routes.ts';
import { passkeyRoutes } from './session/passkey-routes.ts';
import { type ProviderParts, providerRoutes } from './session/provider/routes.ts';
import { sessionRoutes } from './session/routes.ts';
import { settingsRoutes } from './school/settings-routes.ts';
import { setUpRoutes } from './setup/routes.ts';
import { rosterRoutes } from './roster/routes.ts';
import { yearRoutes } from './roster/year-routes.ts';
import { gridImportRoutes } from './timetable/importing/routes.ts';
import { timetableRoutes } from './timetable/routes.ts';
import { publicationRoutes } from './timetable/publication-routes.ts';
import { versionRoutes } from './timetable/version-routes.ts';
import { todayRoutes } from './today/routes.ts';

export interface AppParts extends ProviderParts {
  readonly parts: Parts;
  readonly live: Live;
  /** How far a school's timetable is carried out; null when nothing is under way. */
  readonly timetables: { progressOf(schoolId: string): { readonly done: number; readonly total: number } | null };
  /** Makes the files of schools that are taken out. */
  readonly exports: ExportJob;
  /** Looks through files that schools are brought in from. */
  readonly uploads: UploadJob;
  /** Undoes what came in with them. */
  readonly undos: AtWork;
  /** Milliseconds a request may take, default 15,000. */
  readonly timeLimitMs?: number;
  /** Requests that may be under way at once, default 1,000. */
  readonly underWay?: number;
  /** Stands before everything else and times it. */
  readonly timed?: MiddlewareHandler<Env>;
  /** What is not ready to serve, empty when everything is. */
  readonly notReady: () => Promise<readonly string[]>;
}

/** The whole API: every slice under /api, with its policies checked. Throws when a route has none. */
export function createApp(all: AppParts) {
  const { parts, live, notReady } = all;
  const app = new Hono<Env>()
    .use('*', all.timed ?? ((_, next) => next()))
    .use('*', outermost(parts))
    .use(
      '/api/*',
      withinRoom(all.underWay ?? 1_000),
      withinTime(all.timeLimitMs ?? 15_000),
      tagged,
      whoIs(all.sessions.find),
      originOnly,
      commandOf,
    )
    .route('/', watchdogRoutes(notReady))
    .route('/api', sessionRoutes(all))
    .route('/api', ownSessionRoutes(all))
    .route('/api', factorRoutes(all))
    .route('/api', passkeyRoutes(all))
    .route('/api', providerRoutes(all))
    .route('/api', setUpRoutes(all))
    .route('/api', claimRoutes(all))
    .route('/api', accountRoutes(live))
    .route('/api', requestRoutes(all))
    .route('/api', exportRoutes(all.exports))
    .route('/api', uploadRoutes(all.uploads))
    .route('/api', undoRoutes(all.undos))
    .route('/api', staffingRoutes)
    .route('/api', classRoutes)
    .route('/api', classFileRoutes)
    .route('/api', guardianshipRoutes)
    .route('/api', rosterRoutes)
    .route('/api', yearRoutes)
    .route('/api', classStaffRoutes)
    .route('/api', invitationRoutes)
    .route('/api', liveRoutes(live))
    .route('/api', meRoutes)
    .route('/api', settingsRoutes)
    .route('/api', healthRoutes(all.provider))
    .route('/api', todayRoutes)
    .route('/api', journalRoutes)
    .route('/api', journalFileRoutes)
    .route('/api', newLessonRoutes)
    .route('/api', lessonRoutes)
    .route('/api', lessonChangeRoutes)
    .route('/api', absenceRoutes)
    .route('/api', calendarKeepingRoutes(all.timetables))
    .route('/api', versionRoutes(all.timetables))
    .route('/api', publicationRoutes)
    .route('/api', gridImportRoutes)
    .route('/api', timetableRoutes)
    .route('/api', calendarRoutes)
    .route('/api', diaryRoutes)
    .route('/api', broughtInRoutes)
    .route('/api', noticesRoutes)
    .route('/api', looksRoutes)
    .route('/api', profileRoutes)
    .route('/api', consentRoutes)
    .route('/api', paperRoutes);

  app.route('/api', docsRoutes(app));
  app.notFound((c) => answer(c, new Problem('not_found')));
  app.onError((error, c) => {
    const problem = error instanceof HTTPException && error.status < 500 ? new Problem('unreadable') : asProblem(error);
    if (problem.code === 'failed')
      parts.log.error(
        { err: error, requestId: c.var.requestId, method: c.req.method, route: routeOf(c) },
        'request failed',
      );
    return answer(c, problem);
  });
  registeredRoutes(app);
  return app;
}

export type AppType = ReturnType<typeof createApp>;

function answer(c: Ctx, problem: Parameters<typeof problemResponse>[0]): Response {
  return problemResponse(problem, { language: c.var.language, requestId: c.var.requestId, sentence: fieldSentence });
}

// The pattern, not the path: ids do not belong into logs.
function routeOf(c: Ctx): string {
  return c.req.routePath;
}

function watchdogRoutes(notReady: AppParts['notReady']) {
  return routes()
    .get('/healthz', about({ summary: 'The process answers.' }), open('asked by watchdogs'), (c) =>
      c.json({ ok: true }),
    )
    .get(
      '/readyz',
      about({ summary: 'Log, read models and sessions can be reached.' }),
      open('asked by load balancers'),
      async (c) => {
        const missing = await notReady();
        return c.json({ ok: missing.length === 0, missing }, missing.length === 0 ? 200 : 503);
      },
    );
}

function docsRoutes(app: Pick<Hono<Env>, 'routes'>) {
  const options = { documentation, defaultValidationErrorResponse: false, excludeStaticFile: false };
  const specification = async () => withAnswers(await generateSpecs(app as Hono<Env>, options));
  return routes()
    .get(
      '/openapi.json',
      about({ summary: 'This API as an OpenAPI 3.1 document.' }),
      open('holds no data of anybody'),
      async (c) => c.json((await specification()) as unknown as Record<string, never>),
    )
    .get('/docs', about({ summary: 'This API as a page to read.' }), open('holds no data of anybody'), async (c) => {
      const { html, policy } = docsPage(await specification(), registeredRoutes(app), c.var.language);
      c.header('Content-Security-Policy', policy);
      return c.html(html);
    });
}

import { lessonDate, type School } from '../school.ts';

/** A request that tries a route on a thing of this school. */
export interface Try {
  readonly path: string;
  readonly body?: unknown;
}

/** How each registered route is tried on the lesson and pupil of 7Б. Bodies that nobody may carry out for good are left empty. */
export const tries: Readonly<Record<string, (school: School) => Try>> = {
  'GET /healthz': () => ({ path: '/healthz' }),
  'GET /readyz': () => ({ path: '/readyz' }),
  'GET /api/openapi.json': () => ({ path: '/api/openapi.json' }),
  'GET /api/docs': () => ({ path: '/api/docs' }),
  'POST /api/session': () => ({ path: '/api/session', body: {} }),
  'POST /api/session/password': () => ({ path: '/api/session/password', body: {} }),
  'POST /api/session/step-up': () => ({ path: '/api/session/step-up', body: {} }),
  'GET /api/session/all': () => ({ path: '/api/session/all' }),
  // A session that nobody has: what is somebody else's cannot be told from it (session/own.int.test.ts).
  'DELETE /api/session/all/:sessionId': ({ id }) => ({ path: `/api/session/all/${id}` }),
  'DELETE /api/session/others': () => ({ path: '/api/session/others' }),
  'GET /api/session': () => ({ path: '/api/session' }),
  'GET /api/accounts/:personId': ({ person }) => ({ path: `/api/accounts/${person.pupil}` }),
  'GET /api/accounts': () => ({ path: '/api/accounts?q=pupil' }),
  'GET /api/me': () => ({ path: '/api/me' }),
  'GET /api/today': ({ id }) => ({ path: `/api/today?school=${id}` }),
  'GET /api/journal': () => ({ path: '/api/journal' }),
  'GET /api/journal/:groupId': ({ own }) => ({ path: `/api/journal/${own.group}` }),
  'GET /api/lessons/new': () => ({ path: '/api/lessons/new' }),
  'GET /api/lessons/:lessonId': ({ own }) => ({ path: `/api/lessons/${own.lesson}` }),
  'POST /api/lessons': ({ own }) => ({ path: '/api/lessons', body: { groupId: own.group, date: lessonDate, slot: 2 } }),
  'PUT /api/lessons/:lessonId/attendance': ({ own }) => ({
    path: `/api/lessons/${own.lesson}/attendance`,
    body: { exceptions: [] },
  }),
  'PUT /api/lessons/:lessonId/attendance/:pupilId': ({ own, person }) => ({
    path: `/api/lessons/${own.lesson}/attendance/${person.pupil}`,
    body: { code: 'late', saw: null },
  }),
  'PUT /api/lessons/:lessonId/topic': ({ own }) => ({
    path: `/api/lessons/${own.lesson}/topic`,
    body: { topic: 'Новая', saw: null },
  }),
  'PUT /api/lessons/:lessonId/homework': ({ own }) => ({
    path: `/api/lessons/${own.lesson}/homework`,
    body: { text: 'Новое', dueOn: null, saw: null },
  }),
  'PUT /api/lessons/:lessonId/work': ({ own }) => ({
    path: `/api/lessons/${own.lesson}/work`,
    body: { kind: 'test', weight: 2 },
  }),
  'POST /api/lessons/:lessonId/marks': ({ own, person }) => ({
    path: `/api/lessons/${own.lesson}/marks`,
    body: { marks: [{ pupilId: person.pupil, value: '3', replaces: null }] },
  }),
  'GET /api/lessons/:lessonId/marks/:pupilId/history': ({ own, person }) => ({
    path: `/api/lessons/${own.lesson}/marks/${person.pupil}/history`,
  }),
  'GET /api/diary/:pupilId': ({ person }) => ({ path: `/api/diary/${person.pupil}` }),
  'GET /api/live': () => ({ path: '/api/live' }),
  'POST /api/accounts/:personId/password-reset': ({ person }) => ({
    path: `/api/accounts/${person.pupil}/password-reset`,
    body: {},
  }),
  // Last: it ends the session that the others are tried with.
  'DELETE /api/session': () => ({ path: '/api/session' }),
};

import type { Row, Verb } from './rights.ts';

/** What a route asks for. `open` routes need no sign-in. A route that is registered and not named here turns the test red. */
export type Asked = { readonly row: Row; readonly verb: Verb } | 'open';

export const asked: Readonly<Record<string, Asked>> = {
  'GET /healthz': 'open',
  'GET /readyz': 'open',
  'GET /api/openapi.json': 'open',
  'GET /api/docs': 'open',
  'POST /api/session': 'open',
  'DELETE /api/session': { row: 'own page', verb: 'change' },
  'POST /api/session/password': { row: 'own page', verb: 'change' },
  'POST /api/session/step-up': { row: 'own page', verb: 'change' },
  'GET /api/session/all': { row: 'own page', verb: 'read' },
  'DELETE /api/session/all/:sessionId': { row: 'own session', verb: 'change' },
  'DELETE /api/session/others': { row: 'own page', verb: 'change' },
  'GET /api/session': { row: 'own page', verb: 'read' },
  'GET /api/accounts': { row: 'own page', verb: 'read' },
  'GET /api/accounts/:personId': { row: 'password of the pupil', verb: 'read' },
  'POST /api/accounts/:personId/password-reset': { row: 'password of the pupil', verb: 'change' },
  'GET /api/me': { row: 'own page', verb: 'read' },
  'GET /api/today': { row: 'school day', verb: 'read' },
  'GET /api/journal': { row: 'own page', verb: 'read' },
  'GET /api/journal/:groupId': { row: 'lesson', verb: 'read' },
  'GET /api/lessons/new': { row: 'own page', verb: 'read' },
  'GET /api/lessons/:lessonId': { row: 'lesson', verb: 'read' },
  'POST /api/lessons': { row: 'lesson', verb: 'create' },
  'PUT /api/lessons/:lessonId/attendance': { row: 'attendance', verb: 'change' },
  'PUT /api/lessons/:lessonId/attendance/:pupilId': { row: 'attendance', verb: 'change' },
  'PUT /api/lessons/:lessonId/topic': { row: 'lesson', verb: 'change' },
  'PUT /api/lessons/:lessonId/homework': { row: 'homework', verb: 'change' },
  'PUT /api/lessons/:lessonId/work': { row: 'lesson', verb: 'change' },
  'POST /api/lessons/:lessonId/marks': { row: 'lesson mark', verb: 'change' },
  'GET /api/lessons/:lessonId/marks/:pupilId/history': { row: 'lesson mark', verb: 'read' },
  'GET /api/diary/:pupilId': { row: 'diary', verb: 'read' },
  'GET /api/live': { row: 'own page', verb: 'read' },
};

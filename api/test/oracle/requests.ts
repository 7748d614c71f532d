import { lessonDate, type School } from '../school.ts';
import { signInTries } from './sign-in-requests.ts';

/** A request that tries a route on a thing of this school. */
export interface Try {
  readonly path: string;
  readonly body?: unknown;
}

/** How each registered route is tried on the lesson and pupil of 7Б. Bodies that nobody may carry out for good are left empty. */
export const tries: Readonly<Record<string, (school: School) => Try>> = {
  ...signInTries,
  'GET /healthz': () => ({ path: '/healthz' }),
  'GET /readyz': () => ({ path: '/readyz' }),
  'GET /api/openapi.json': () => ({ path: '/api/openapi.json' }),
  'GET /api/docs': () => ({ path: '/api/docs' }),
  'GET /api/guardianships/:pupilId': ({ person }) => ({ path: `/api/guardianships/${person.pupil}` }),
  'PUT /api/guardianships/:pupilId/consents/:guardianId': ({ person }) => ({
    path: `/api/guardianships/${person.pupil}/consents/${person.guardian}`,
    body: {},
  }),
  'GET /api/guardianships': () => ({ path: '/api/guardianships' }),
  'GET /api/schools/:schoolId/staff': ({ id }) => ({ path: `/api/schools/${id}/staff` }),
  'GET /api/schools/:schoolId/staff/:personId': ({ id, person }) => ({
    path: `/api/schools/${id}/staff/${person.teacher}`,
  }),
  'POST /api/schools/:schoolId/staff': ({ id }) => ({ path: `/api/schools/${id}/staff`, body: {} }),
  'PUT /api/schools/:schoolId/staff/:personId/teaching': ({ id, person }) => ({
    path: `/api/schools/${id}/staff/${person.teacher}/teaching`,
    body: {},
  }),
  'POST /api/schools/:schoolId/people': ({ id }) => ({ path: `/api/schools/${id}/people`, body: {} }),
  'GET /api/schools/:schoolId/exports': ({ id }) => ({ path: `/api/schools/${id}/exports` }),
  'GET /api/exports/:exportId/bundle.zip': ({ id }) => ({ path: `/api/exports/${id}/bundle.zip` }),
  'GET /api/schools/:schoolId/uploads': ({ id }) => ({ path: `/api/schools/${id}/uploads` }),
  // A file is sent as it is: this body is refused after the question of rights.
  'POST /api/schools/:schoolId/uploads': ({ id }) => ({ path: `/api/schools/${id}/uploads?name=school.zip`, body: {} }),
  'GET /api/schools/:schoolId/lists-template': ({ id }) => ({ path: `/api/schools/${id}/lists-template` }),
  'GET /api/uploads/:uploadId': ({ id }) => ({ path: `/api/uploads/${id}` }),
  'DELETE /api/uploads/:uploadId': ({ id }) => ({ path: `/api/uploads/${id}` }),
  'PUT /api/uploads/:uploadId/decisions': ({ id }) => ({
    path: `/api/uploads/${id}/decisions`,
    body: { decisions: [{ file: 'Ученики', line: 2, is: 'other' }] },
  }),
  'GET /api/uploads/:uploadId/undo': ({ id }) => ({ path: `/api/uploads/${id}/undo` }),
  'POST /api/uploads/:uploadId/undo': ({ id }) => ({ path: `/api/uploads/${id}/undo`, body: {} }),
  'GET /api/requests': () => ({ path: '/api/requests' }),
  'GET /api/requests/waiting': () => ({ path: '/api/requests/waiting' }),
  'POST /api/schools/:schoolId/requests': ({ id }) => ({ path: `/api/schools/${id}/requests`, body: {} }),
  'GET /api/requests/:requestId': ({ request }) => ({ path: `/api/requests/${request}` }),
  // Before the confirmation: the one that waits is not confirmed by a body that does not fit.
  'POST /api/requests/:requestId/refusal': ({ request }) => ({ path: `/api/requests/${request}/refusal`, body: {} }),
  'POST /api/requests/:requestId/code': ({ request }) => ({ path: `/api/requests/${request}/code`, body: {} }),
  'POST /api/requests/:requestId/confirmation': ({ lapsed }) => ({
    path: `/api/requests/${lapsed}/confirmation`,
    body: {},
  }),
  'POST /api/requests/:requestId/withdrawal': ({ lapsed }) => ({
    path: `/api/requests/${lapsed}/withdrawal`,
    body: {},
  }),
  'GET /api/classes': () => ({ path: '/api/classes' }),
  'GET /api/classes/:classId': ({ own }) => ({ path: `/api/classes/${own.klass}` }),
  'GET /api/classes/:classId/list.xlsx': ({ own }) => ({ path: `/api/classes/${own.klass}/list.xlsx` }),
  'GET /api/classes/:classId/attendance.xlsx': ({ own }) => ({
    path: `/api/classes/${own.klass}/attendance.xlsx?from=2026-11-01&to=2026-12-28`,
  }),
  'GET /api/classes/:classId/newcomers': ({ own }) => ({ path: `/api/classes/${own.klass}/newcomers?q=pupil` }),
  'POST /api/classes/:classId/roster/preview': ({ own }) => ({
    path: `/api/classes/${own.klass}/roster/preview`,
    body: {},
  }),
  'POST /api/classes/:classId/roster': ({ own }) => ({ path: `/api/classes/${own.klass}/roster`, body: {} }),
  'GET /api/classes/:classId/staff': ({ own }) => ({ path: `/api/classes/${own.klass}/staff` }),
  'POST /api/classes/:classId/staff/preview': ({ own }) => ({
    path: `/api/classes/${own.klass}/staff/preview`,
    body: {},
  }),
  'POST /api/classes/:classId/staff': ({ own }) => ({ path: `/api/classes/${own.klass}/staff`, body: {} }),
  'GET /api/classes/:classId/invitations': ({ own }) => ({ path: `/api/classes/${own.klass}/invitations` }),
  'POST /api/classes/:classId/invitations': ({ own }) => ({ path: `/api/classes/${own.klass}/invitations`, body: {} }),
  'GET /api/consents': () => ({ path: '/api/consents' }),
  'GET /api/consents/:pupilId': ({ person }) => ({ path: `/api/consents/${person.pupil}` }),
  'POST /api/consents/:pupilId': ({ person }) => ({ path: `/api/consents/${person.pupil}`, body: {} }),
  'POST /api/consents/:pupilId/papers': ({ person }) => ({ path: `/api/consents/${person.pupil}/papers`, body: {} }),
  'POST /api/consents/:pupilId/papers/:noteId/strike': ({ person, id }) => ({
    path: `/api/consents/${person.pupil}/papers/${id}/strike`,
    body: {},
  }),
  'GET /api/classes/:classId/consents': ({ own }) => ({ path: `/api/classes/${own.klass}/consents` }),
  'GET /api/schools/:schoolId/consent-texts': ({ id }) => ({ path: `/api/schools/${id}/consent-texts` }),
  'GET /api/schools/:schoolId/consent-texts/asked': ({ id }) => ({
    path: `/api/schools/${id}/consent-texts/asked?kind=photo`,
  }),
  'POST /api/schools/:schoolId/consent-texts': ({ id }) => ({ path: `/api/schools/${id}/consent-texts`, body: {} }),
  'GET /api/me': () => ({ path: '/api/me' }),
  'GET /api/today': ({ id }) => ({ path: `/api/today?school=${id}` }),
  'GET /api/journal': () => ({ path: '/api/journal' }),
  'GET /api/journal/:groupId': ({ own }) => ({ path: `/api/journal/${own.group}` }),
  'GET /api/journal/:groupId/brought-in': ({ own }) => ({ path: `/api/journal/${own.group}/brought-in` }),
  'GET /api/journal/:groupId/journal.xlsx': ({ own }) => ({ path: `/api/journal/${own.group}/journal.xlsx` }),
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
  'GET /api/lessons/:lessonId/substitutes': ({ own }) => ({ path: `/api/lessons/${own.lesson}/substitutes` }),
  'PUT /api/lessons/:lessonId/merger': ({ own }) => ({
    path: `/api/lessons/${own.lesson}/merger`,
    body: { withLessonId: own.lesson, reason: 'other', saw: null },
  }),
  'PUT /api/lessons/:lessonId/substitute': ({ own }) => ({
    path: `/api/lessons/${own.lesson}/substitute`,
    body: { substituteId: null, reason: 'other', saw: null },
  }),
  'POST /api/lessons/:lessonId/cancellation': ({ own }) => ({
    path: `/api/lessons/${own.lesson}/cancellation`,
    body: { reason: 'other' },
  }),
  'DELETE /api/lessons/:lessonId/cancellation': ({ own }) => ({ path: `/api/lessons/${own.lesson}/cancellation` }),
  'PUT /api/lessons/:lessonId/place': ({ own }) => ({
    path: `/api/lessons/${own.lesson}/place`,
    body: { date: lessonDate, slot: 2, room: null, reason: 'other', saw: { date: lessonDate, slot: 1 } },
  }),
  'GET /api/schools/:schoolId/year': ({ id }) => ({ path: `/api/schools/${id}/year` }),
  'POST /api/schools/:schoolId/year/preview': ({ id }) => ({ path: `/api/schools/${id}/year/preview`, body: {} }),
  'POST /api/schools/:schoolId/year': ({ id }) => ({ path: `/api/schools/${id}/year`, body: {} }),
  'POST /api/schools/:schoolId/year/undo': ({ id }) => ({ path: `/api/schools/${id}/year/undo`, body: {} }),
  'GET /api/schools/:schoolId/absences': ({ id }) => ({ path: `/api/schools/${id}/absences` }),
  'POST /api/schools/:schoolId/absences': ({ id, person }) => ({
    path: `/api/schools/${id}/absences`,
    body: { teacherId: person.otherTeacher, from: lessonDate, to: lessonDate },
  }),
  // An absence that nobody reported: there is nothing to change.
  'PUT /api/schools/:schoolId/absences/:teacherId/:absenceId': ({ id, person }) => ({
    path: `/api/schools/${id}/absences/${person.otherTeacher}/${id}`,
    body: { from: lessonDate, to: lessonDate },
  }),
  'DELETE /api/schools/:schoolId/absences/:teacherId/:absenceId': ({ id, person }) => ({
    path: `/api/schools/${id}/absences/${person.otherTeacher}/${id}`,
  }),
  'GET /api/health': () => ({ path: '/api/health' }),
  'GET /api/schools/:schoolId/settings': ({ id }) => ({ path: `/api/schools/${id}/settings` }),
  'PUT /api/schools/:schoolId/settings/second-factor': ({ id }) => ({
    path: `/api/schools/${id}/settings/second-factor`,
    body: { required: false, from: null, saw: { required: false, from: null } },
  }),
  'GET /api/schools/:schoolId/timetable': ({ id }) => ({ path: `/api/schools/${id}/timetable` }),
  'GET /api/schools/:schoolId/timetable/clashes': ({ id }) => ({ path: `/api/schools/${id}/timetable/clashes` }),
  'GET /api/schools/:schoolId/calendar': ({ id }) => ({ path: `/api/schools/${id}/calendar` }),
  'PUT /api/schools/:schoolId/bell-schedules/:scheduleId': ({ id, person }) => ({
    path: `/api/schools/${id}/bell-schedules/${person.pupil}`,
    body: { title: 'Вторая смена', bells: [{ slot: 1, from: '14:00', to: '14:40' }], saw: null },
  }),
  'DELETE /api/schools/:schoolId/bell-schedules/:scheduleId': ({ id }) => ({
    path: `/api/schools/${id}/bell-schedules/${id}`,
  }),
  'PUT /api/schools/:schoolId/bells-chosen': ({ id, own }) => ({
    path: `/api/schools/${id}/bells-chosen`,
    body: { classId: own.klass, groupId: null, scheduleId: null },
  }),
  'POST /api/schools/:schoolId/terms': ({ id }) => ({
    path: `/api/schools/${id}/terms`,
    body: { title: 'Лето', from: '2031-07-02', to: '2031-07-01' },
  }),
  'PUT /api/schools/:schoolId/terms/:termId': ({ id, term }) => ({
    path: `/api/schools/${id}/terms/${term}`,
    body: { title: 'Лето', from: '2031-07-01', to: '2031-07-02' },
  }),
  'DELETE /api/schools/:schoolId/terms/:termId': ({ id }) => ({ path: `/api/schools/${id}/terms/${id}` }),
  'POST /api/schools/:schoolId/special-days/effects': ({ id }) => ({
    path: `/api/schools/${id}/special-days/effects`,
    body: {
      changes: null,
      days: { kind: 'day_off', title: 'Выходной', from: '2031-01-01', to: '2031-01-01', bells: [], runsAs: null },
    },
  }),
  'POST /api/schools/:schoolId/special-days': ({ id }) => ({
    path: `/api/schools/${id}/special-days`,
    body: {
      ...{ kind: 'day_off', title: 'Выходной', from: '2031-01-01', to: '2031-01-01', bells: [], runsAs: null },
      to: '2030-01-01',
    },
  }),
  'PUT /api/schools/:schoolId/special-days/:daysId': ({ id }) => ({
    path: `/api/schools/${id}/special-days/${id}`,
    body: { kind: 'day_off', title: 'Выходной', from: '2031-01-01', to: '2031-01-01', bells: [], runsAs: null },
  }),
  'DELETE /api/schools/:schoolId/special-days/:daysId': ({ id }) => ({
    path: `/api/schools/${id}/special-days/${id}`,
  }),
  'PUT /api/schools/:schoolId/rooms': ({ id }) => ({
    path: `/api/schools/${id}/rooms`,
    body: { room: 'зал', holds: 2 },
  }),
  'POST /api/schools/:schoolId/rooms/removed': ({ id }) => ({
    path: `/api/schools/${id}/rooms/removed`,
    body: { room: 'зал' },
  }),
  'GET /api/schools/:schoolId/timetables': ({ id }) => ({ path: `/api/schools/${id}/timetables` }),
  'POST /api/schools/:schoolId/timetables': ({ id }) => ({
    path: `/api/schools/${id}/timetables`,
    body: { title: 'Черновик', copyOf: null },
  }),
  'GET /api/schools/:schoolId/timetables/:versionId': ({ id, version }) => ({
    path: `/api/schools/${id}/timetables/${version}`,
  }),
  'GET /api/schools/:schoolId/timetables/:versionId/file': ({ id, version }) => ({
    path: `/api/schools/${id}/timetables/${version}/file`,
  }),
  'POST /api/schools/:schoolId/timetables/:versionId/import/preview': ({ id, version }) => ({
    path: `/api/schools/${id}/timetables/${version}/import/preview`,
    body: { file: btoa('day;lesson;class;subject'), answers: [] },
  }),
  'POST /api/schools/:schoolId/timetables/:versionId/import': ({ id, version }) => ({
    path: `/api/schools/${id}/timetables/${version}/import`,
    body: { file: btoa('day;lesson;class;subject'), answers: [] },
  }),
  'GET /api/schools/:schoolId/timetables/:versionId/places': ({ id, version, own, person }) => ({
    path: `/api/schools/${id}/timetables/${version}/places?group=${own.group}&teacher=${person.teacher}&weeks=every`,
  }),
  'POST /api/schools/:schoolId/timetables/:versionId/lessons': ({ id, version, own, person }) => ({
    path: `/api/schools/${id}/timetables/${version}/lessons`,
    body: { groupId: own.group, weekday: 0, slot: 1, weeks: 'every', teacherId: person.teacher, room: null },
  }),
  'PUT /api/schools/:schoolId/timetables/:versionId/lessons/:gridLessonId': ({ id, version, own, person }) => ({
    path: `/api/schools/${id}/timetables/${version}/lessons/${id}`,
    body: {
      to: { groupId: own.group, weekday: 0, slot: 1, weeks: 'every', teacherId: person.teacher, room: null },
      saw: { groupId: own.group, weekday: 0, slot: 1, weeks: 'every', teacherId: person.teacher, room: null },
    },
  }),
  'POST /api/schools/:schoolId/timetables/:versionId/lessons/:gridLessonId/removal': ({
    id,
    version,
    own,
    person,
  }) => ({
    path: `/api/schools/${id}/timetables/${version}/lessons/${id}/removal`,
    body: { saw: { groupId: own.group, weekday: 0, slot: 1, weeks: 'every', teacherId: person.teacher, room: null } },
  }),
  'POST /api/schools/:schoolId/timetables/:versionId/accepted': ({ id, version }) => ({
    path: `/api/schools/${id}/timetables/${version}/accepted`,
    body: { kind: 'room', first: id, second: version },
  }),
  'GET /api/schools/:schoolId/timetables/:versionId/publication': ({ id, version }) => ({
    path: `/api/schools/${id}/timetables/${version}/publication?from=2027-01-11`,
  }),
  'POST /api/schools/:schoolId/timetables/:versionId/publication': ({ id, version }) => ({
    path: `/api/schools/${id}/timetables/${version}/publication`,
    body: { from: '2020-01-01' },
  }),
  'GET /api/schools/:schoolId/timetables/:versionId/changes': ({ id, version }) => ({
    path: `/api/schools/${id}/timetables/${version}/changes`,
  }),
  'DELETE /api/schools/:schoolId/timetables/:versionId': ({ id }) => ({ path: `/api/schools/${id}/timetables/${id}` }),
  'GET /api/calendars': () => ({ path: '/api/calendars' }),
  'POST /api/calendars': ({ id }) => ({ path: '/api/calendars', body: { schoolId: id, pupilId: null } }),
  'DELETE /api/calendars/:calendarId': ({ id }) => ({ path: `/api/calendars/${id}` }),
  'GET /api/calendars/:token/timetable.ics': ({ id }) => ({ path: `/api/calendars/${id}/timetable.ics` }),
  'GET /api/diary/:pupilId': ({ person }) => ({ path: `/api/diary/${person.pupil}` }),
  'GET /api/brought-in/:pupilId': ({ person }) => ({ path: `/api/brought-in/${person.pupil}` }),
  'GET /api/profile': () => ({ path: '/api/profile' }),
  'PUT /api/profile/contacts': () => ({ path: '/api/profile/contacts', body: {} }),
  'GET /api/looks': () => ({ path: '/api/looks' }),
  'GET /api/looks/:pupilId': ({ person }) => ({ path: `/api/looks/${person.pupil}` }),
  'GET /api/schools/:schoolId/looks': ({ id }) => ({ path: `/api/schools/${id}/looks` }),
  'GET /api/notices': () => ({ path: '/api/notices' }),
  'GET /api/notices/unread': () => ({ path: '/api/notices/unread' }),
  'POST /api/notices/seen': () => ({ path: '/api/notices/seen', body: {} }),
  'PUT /api/notices/choices': () => ({ path: '/api/notices/choices', body: {} }),
  'GET /api/live': () => ({ path: '/api/live' }),
  // Last: it ends the session that the others are tried with.
  'DELETE /api/session': () => ({ path: '/api/session' }),
};

import type { AnyEvent, Recorded } from '@peremena/events';

const fields = {
  schoolId: 'school',
  classId: 'class',
  groupId: 'group',
  lessonId: 'lesson',
  pupilId: 'pupil',
  personId: 'person',
  guardianId: 'person',
  teacherId: 'person',
  substituteId: 'person',
} as const;

/** Everybody and everything an event speaks of, as topics: `pupil:<id>`, `group:<id>`, `lesson:<id>`, `class:<id>`, `school:<id>`, `person:<id>`. */
export function topicsOf(event: Recorded<AnyEvent>): readonly string[] {
  const data = event.data as Readonly<Record<string, unknown>>;
  const topics = Object.entries(fields).flatMap(([field, topic]) =>
    typeof data[field] === 'string' ? [`${topic}:${data[field]}`] : [],
  );
  if (event.type !== 'AttendanceTaken') return topics;
  return [
    ...topics,
    ...event.data.present.map((id) => `pupil:${id}`),
    ...event.data.exceptions.map(({ pupilId }) => `pupil:${pupilId}`),
  ];
}

import type { AnyEvent, Recorded } from '@peremena/events';

const fields = Object.entries({
  schoolId: 'school',
  classId: 'class',
  groupId: 'group',
  lessonId: 'lesson',
  pupilId: 'pupil',
  personId: 'person',
  guardianId: 'person',
  teacherId: 'person',
  substituteId: 'person',
});

// Many read models ask of the same event: they share its texts.
const known = new WeakMap<Recorded<AnyEvent>, readonly string[]>();

/** Everybody and everything an event speaks of, as topics: `pupil:<id>`, `group:<id>`, `lesson:<id>`, `class:<id>`, `school:<id>`, `person:<id>`. */
export function topicsOf(event: Recorded<AnyEvent>): readonly string[] {
  let topics = known.get(event);
  if (!topics) known.set(event, (topics = allTopicsOf(event)));
  return topics;
}

function allTopicsOf(event: Recorded<AnyEvent>): readonly string[] {
  const data = event.data as Readonly<Record<string, unknown>>;
  const topics: string[] = [];
  for (const [field, topic] of fields) {
    const id = data[field];
    if (typeof id === 'string') topics.push(`${topic}:${id}`);
  }
  if (event.type !== 'AttendanceTaken') return topics;
  for (const id of event.data.present) topics.push(`pupil:${id}`);
  for (const { pupilId } of event.data.exceptions) topics.push(`pupil:${pupilId}`);
  return topics;
}

import { createHash, randomUUID } from 'node:crypto';
import { type EventId, type Metadata, type SchoolId } from '@peremena/events';
import type { EventStore, JsonObject, NewEvent } from '@peremena/events/store';

const schoolId = randomUUID() as SchoolId;
const uuid = (word: string): string => {
  const hex = createHash('sha256').update(word).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

interface Happened {
  readonly type: string;
  readonly data: JsonObject;
}

/** What happens at one lesson of a group of 27: planned, rolled, topic, homework, eight marks, one of them corrected at every third. */
function* lessonOf(group: number, number: number): Generator<readonly [stream: string, events: readonly Happened[]]> {
  const [groupId, lessonId, subjectId, termId] = [
    uuid(`group ${group}`),
    uuid(`lesson ${group} ${number}`),
    uuid('subject'),
    uuid('term'),
  ];
  const keys = { schoolId, groupId, lessonId };
  const pupil = (at: number): string => uuid(`pupil ${group} ${at % 27}`);
  const date = new Date(Date.UTC(2026, 8, 1) + number * 86_400_000).toISOString().slice(0, 10);
  const place = {
    subjectId,
    termId,
    teacherId: uuid(`teacher ${group}`),
    date,
    slot: group % 8,
    from: '08:30',
    to: '09:15',
    room: '12',
  };
  yield [
    `lesson-${schoolId}.${lessonId}`,
    [
      { type: 'LessonPlanned', data: { ...keys, ...place } },
      { type: 'LessonTopicSet', data: { ...keys, topic: 'Степень с натуральным показателем' } },
      {
        type: 'AttendanceTaken',
        data: {
          ...keys,
          present: Array.from({ length: 25 }, (_, at) => pupil(number + at)),
          exceptions: [25, 26].map((at) => ({ pupilId: pupil(number + at), code: at === 25 ? 'ill' : 'late' })),
        },
      },
      { type: 'HomeworkSet', data: { ...keys, text: '§ 12, № 314, 316, 318 (а, б)', dueOn: null } },
    ],
  ];
  const marks: Happened[] = Array.from({ length: 8 }, (_, at) => ({
    type: 'MarkPosted',
    data: {
      ...keys,
      markId: uuid(`mark ${group} ${number} ${at}`),
      pupilId: pupil(number + at * 3),
      value: String(2 + ((number + at) % 4)),
    },
  }));
  if (number % 3 === 0) {
    const first = marks[0]?.data ?? {};
    const data = {
      ...first,
      replaces: randomUUID(),
      reason: 'typo',
      note: null,
      before: first['value'] ?? '',
      after: '5',
    };
    delete (data as Record<string, unknown>)['value'];
    marks.push({ type: 'MarkCorrected', data });
  }
  yield [`journal-${schoolId}.${groupId}.${subjectId}.${termId}`, marks];
}

export interface TermLog {
  readonly events: number;
  /** Lessons with topics, rolls and homework too; else journals alone. */
  readonly lessons: boolean;
}

/** Appends about as many events as asked, in the order in which a school's days bring them. Gives how many. */
export async function appendTerm(store: EventStore, { events, lessons }: TermLog): Promise<number> {
  let appended = 0;
  for (let number = 0; appended < events; number += 1) {
    const day = Array.from({ length: 50 }, (_, group) => [...lessonOf(group, number)]).flat();
    const kept = lessons ? day : day.filter(([stream]) => stream.startsWith('journal-'));
    await Promise.all(kept.map(([stream, list]) => append(store, stream, list)));
    appended += kept.reduce((sum, [, list]) => sum + list.length, 0);
  }
  return appended;
}

function append(store: EventStore, stream: string, list: readonly Happened[]): Promise<unknown> {
  const commandId = randomUUID();
  const metadata = {
    commandId,
    correlationId: commandId,
    causationId: commandId,
    actorId: null,
    actingAs: { role: 'system', fact: null },
    schoolId,
    at: '2026-09-01T08:00:00.000Z',
    schemaVersion: 1,
  } as unknown as Metadata;
  const batch: NewEvent[] = list.map(({ type, data }) => ({ id: randomUUID() as EventId, type, data, metadata }));
  return store.append({
    stream,
    expected: 'any',
    events: batch,
    command: { id: commandId, hash: 'bench', answer: {} },
  });
}

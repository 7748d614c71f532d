import { randomUUID } from 'node:crypto';
import { streams, type CommandId, type EventId, type SchoolId } from '../../index.ts';
import type { AppendRequest } from '../event-store.ts';

export interface RequestOptions {
  readonly school?: SchoolId;
  readonly expected?: AppendRequest['expected'];
  readonly events?: number;
  readonly title?: string;
}

/** An append as a test needs it: `SchoolRenamed`, as often as asked, in the stream of a school, under a command of its own. */
export function request({
  school = newSchool(),
  expected = 'any',
  events = 1,
  title = 'Школа № 17',
}: RequestOptions = {}): AppendRequest {
  const commandId = randomUUID() as CommandId;
  const ids = { commandId, correlationId: commandId, causationId: commandId };
  const metadata = {
    ...ids,
    actorId: null,
    actingAs: { role: 'system', fact: null },
    schoolId: school,
    at: '2026-01-15T08:30:00.000Z',
    schemaVersion: 1,
  } as const;
  return {
    stream: streams.school(school),
    expected,
    events: Array.from({ length: events }, () => ({
      id: randomUUID() as EventId,
      type: 'SchoolRenamed',
      data: { schoolId: school, title },
      metadata,
    })),
    command: { id: commandId, hash: commandId, answer: { ids: [commandId] } },
  };
}

/** A school that no other test knows. */
export const newSchool = (): SchoolId => randomUUID() as SchoolId;

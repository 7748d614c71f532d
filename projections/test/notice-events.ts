import type { Given } from '../src/core/specification.ts';
import { group, school, teacher } from './school.ts';

export const event = (type: string, data: object, stream: string): Given =>
  ({ type, data, stream }) as unknown as Given;
export const on = (day: string, one: Given): Given => ({
  ...one,
  metadata: { ...one.metadata, at: `${day}T09:00:00.000Z` },
});
export const guards = (guardianId: string, pupilId: string, from: string, to: string | null) =>
  event(
    'GuardianLinked',
    { pupilId, guardianId, relation: 'guardian', from, to, source: null },
    `guardianship-${pupilId}`,
  );
export const choice = (type: string, data: object, person: string) =>
  event(type, { personId: person, ...data }, `notices-${person}`);
export const asked = (kind: string) =>
  event(
    'ConsentTextPublished',
    { schoolId: school, kind, version: 1, ru: 'Да', en: 'Yes', earlierUntil: null, reason: 'впервые' },
    `wording-${school}`,
  );
export const onLesson = (type: string, lessonId: string, data: object) =>
  event(
    type,
    { schoolId: school, lessonId, groupId: group, teacherId: teacher, date: '2026-09-07', ...data },
    `lesson-${school}.${lessonId}`,
  );

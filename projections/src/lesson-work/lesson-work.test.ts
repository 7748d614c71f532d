import { expect, test } from 'vitest';
import { id, make } from '../../test/school.ts';
import { given } from '../core/specification.ts';
import { lessonWork } from './project.ts';

test('the work of a lesson is what was set last', async () => {
  const lesson = id('lesson');
  const rows = await given([make.work(lesson, 'quiz', 2), make.work(lesson, 'test', 5)]).rows(lessonWork);
  expect(rows).toMatchObject([{ lesson_id: lesson, kind: 'test', weight: 5 }]);
});

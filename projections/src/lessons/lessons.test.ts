import { expect, test } from 'vitest';
import { id, make, pupils } from '../../test/school.ts';
import { given, type Given } from '../core/specification.ts';
import { lessons } from './project.ts';

const lesson = id('lesson');

test('a lesson gathers topic, homework and roll', async () => {
  const events = [
    make.lesson(lesson, '2026-09-02'),
    make.topic(lesson, 'Степени'),
    make.homework(lesson, '№ 17', '2026-09-04'),
    make.roll(lesson, pupils, []),
  ];
  const expected = {
    date: '2026-09-02',
    from_time: '09:20',
    outside: false,
    topic: 'Степени',
    homework: '№ 17',
    due_on: '2026-09-04',
    roll_taken: true,
  };
  await expect(given(events).rows(lessons)).resolves.toMatchObject([expected]);
});

test('topic and homework can be taken back', async () => {
  const { schoolId, groupId } = make.homework(lesson, '').data as { schoolId: string; groupId: string };
  const withdrawn = { type: 'HomeworkWithdrawn', data: { schoolId, groupId, lessonId: lesson } } as unknown as Given;
  const events = [
    make.lesson(lesson, '2026-09-02'),
    make.topic(lesson, 'Степени'),
    make.homework(lesson, '№ 17'),
    make.topic(lesson, null),
    withdrawn,
  ];
  await expect(given(events).rows(lessons)).resolves.toMatchObject([{ topic: null, homework: null, due_on: null }]);
});

test('a lesson outside the timetable says so', async () => {
  const outside = { ...make.lesson(lesson, '2026-09-02'), type: 'LessonAddedOutsideTimetable' } as Given;
  await expect(given([outside]).rows(lessons)).resolves.toMatchObject([{ outside: true }]);
});

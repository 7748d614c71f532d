import { expect, test } from 'vitest';
import { homeworkOf, marksOf, rollOf, topicOf, workOf } from './posted.ts';

const posted = (fields: Record<string, string>) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
};

test('the roll names only who was not simply present', () => {
  const form = posted({ 'code.anna': 'present', 'code.boris': 'ill', 'code.vera': 'asleep', nonce: 'x' });
  expect(rollOf(form)).toEqual({ exceptions: [{ pupilId: 'boris', code: 'ill' }] });
});

test('only changed cells are sent, with the reason where a mark was', () => {
  const form = posted({
    'mark.anna': '5',
    'had.anna': '',
    'was.anna': '',
    'mark.boris': ' 4 ',
    'had.boris': '3',
    'was.boris': 'event-3',
    'mark.vera': '2',
    'had.vera': '2',
    'was.vera': 'event-2',
    'mark.gleb': '',
    'had.gleb': '5',
    'was.gleb': 'event-5',
    reason: 'retake',
    note: 'пересдал',
  });
  expect(marksOf(form)).toEqual({
    marks: [
      { pupilId: 'anna', value: '5', replaces: null, reason: null, note: null },
      { pupilId: 'boris', value: '4', replaces: 'event-3', reason: 'retake', note: 'пересдал' },
      { pupilId: 'gleb', value: null, replaces: 'event-5', reason: 'retake', note: 'пересдал' },
    ],
  });
});

test('empty is nothing, and lines end as they were typed', () => {
  expect(topicOf(posted({ topic: '  ', saw: 'Степень' }))).toEqual({ topic: null, saw: 'Степень' });
  expect(homeworkOf(posted({ text: '№ 320\r\n№ 322', dueOn: '2026-11-20', saw: '' }))).toEqual({
    text: '№ 320\n№ 322',
    dueOn: '2026-11-20',
    saw: null,
  });
  expect(homeworkOf(posted({ text: '', dueOn: '2026-11-20' }))).toEqual({ text: null, dueOn: null, saw: null });
});

test('a weight that is no number is left for the API to refuse', () => {
  expect(workOf(posted({ kind: 'test', weight: 'три' }))).toEqual({ kind: 'test', weight: NaN });
});

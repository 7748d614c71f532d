import type { GroupId, JournalEvent, LessonId, MarkId, PersonId, SchoolId } from '@peremena/events';
import { describe, it } from 'vitest';
import { givenWritten, specify } from '../core/specification.ts';
import type { PostMarks } from './commands.ts';
import { journalDecider } from './decider.ts';

const ids = {
  schoolId: '11111111-1111-4111-8111-111111111111' as SchoolId,
  groupId: '77777777-7777-4777-8777-777777777777' as GroupId,
  lessonId: '99999999-9999-4999-8999-999999999999' as LessonId,
};
const anna = '6666666a-6666-4666-8666-666666666666' as PersonId;
const boris = '6666666b-6666-4666-8666-666666666666' as PersonId;
const [markId, otherId] = ['c', 'd'].map((digit) => `bbbbbbb${digit}-bbbb-4bbb-8bbb-bbbbbbbbbbbb` as MarkId) as [
  MarkId,
  MarkId,
];
const cell = {
  pupilId: anna,
  value: '5' as string | null,
  replaces: null as PostMarks['marks'][number]['replaces'],
  reason: null,
  note: null,
  markId,
};
const post = {
  type: 'PostMarks' as const,
  ...ids,
  marks: [cell],
  context: { members: [anna, boris], values: ['2', '3', '4', '5'], cancelled: false },
};
const posted: JournalEvent = { type: 'MarkPosted', data: { ...ids, markId, pupilId: anna, value: '5' } };
const written = givenWritten(0);
const { given } = specify(journalDecider);

describe('PostMarks', () => {
  const correction = {
    ...cell,
    value: '4',
    replaces: written.id,
    reason: 'typo' as const,
    note: 'Не та строка',
    markId: otherId,
  };

  it('writes into empty cells', () =>
    given([])
      .when({ ...post, marks: [cell, { ...cell, pupilId: boris, value: '3', markId: otherId }] })
      .then([posted, { type: 'MarkPosted', data: { ...ids, markId: otherId, pupilId: boris, value: '3' } }]));

  it('corrects with the old value, the event it replaces and the reason', () => {
    const { replaces, reason, note } = correction;
    given([posted])
      .when({ ...post, marks: [correction] })
      .then([
        {
          type: 'MarkCorrected',
          data: { ...ids, markId, pupilId: anna, replaces: replaces, reason, note, before: '5', after: '4' },
        },
      ]);
  });

  it('takes back, after which the cell is empty', () => {
    const withdrawn: JournalEvent = {
      type: 'MarkWithdrawn',
      data: { ...ids, markId, pupilId: anna, replaces: written.id, reason: 'typo', note: null, before: '5' },
    };
    given([posted])
      .when({ ...post, marks: [{ ...correction, value: null, note: null }] })
      .then([withdrawn]);
    given([posted, withdrawn])
      .when({ ...post, marks: [{ ...cell, markId: otherId }] })
      .then([{ type: 'MarkPosted', data: { ...ids, markId: otherId, pupilId: anna, value: '5' } }]);
  });

  it('is refused with both values when a cell was thought empty', () =>
    given([posted])
      .when({ ...post, marks: [{ ...cell, value: '3' }] })
      .thenRefused('cell_changed', {
        cells: [
          {
            pupilId: anna,
            yours: '3',
            current: { value: '5', event: written.id, at: written.at, byId: written.actorId },
          },
        ],
      }));

  it('is refused when the mark was taken back meanwhile', () =>
    given([])
      .when({ ...post, marks: [correction] })
      .thenRefused('cell_changed', { cells: [{ pupilId: anna, yours: '4', current: null }] }));

  it('is refused without a reason', () =>
    given([posted])
      .when({ ...post, marks: [{ ...correction, reason: null }] })
      .thenRefused('reason_needed', { cells: [{ pupilId: anna, yours: '4' }] }));

  it('is refused whole for one value off the scale', () =>
    given([])
      .when({ ...post, marks: [cell, { ...cell, pupilId: boris, value: '6' }] })
      .thenRefused('mark_off_scale', { cells: [{ pupilId: boris, yours: '6' }] }));

  it('is refused for a pupil of another group', () =>
    given([])
      .when({ ...post, context: { ...post.context, members: [boris] } })
      .thenRefused('pupil_not_in_group', { pupils: [anna] }));

  it('does nothing for the same value, whatever was seen', () => {
    given([posted]).when(post).then([]);
    given([])
      .when({ ...post, marks: [{ ...cell, value: null }] })
      .then([]);
  });
});

describe('SetLessonWork', () => {
  const set = { type: 'SetLessonWork' as const, ...ids, kind: 'test' as const, weight: 3 };
  const work: JournalEvent = { type: 'LessonWorkSet', data: { ...ids, kind: 'test', weight: 3 } };
  it('sets', () => given([]).when(set).then([work]));
  it('keeps the marks of the lesson', () => given([posted, work]).when(post).then([]));
  it('does nothing again, nor for classwork never set', () => {
    given([work]).when(set).then([]);
    given([])
      .when({ ...set, kind: 'classwork', weight: 1 })
      .then([]);
  });
});

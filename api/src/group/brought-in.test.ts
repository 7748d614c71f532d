import type {
  BroughtInEvent,
  BroughtInResultId,
  BroughtInWorkId,
  GroupEvent,
  GroupId,
  PersonId,
  SchoolId,
  SubjectId,
} from '@peremena/events';
import { erased } from '@peremena/events';
import { describe, expect, it } from 'vitest';
import { specify } from '../core/specification.ts';
import { groupDecider } from './decider.ts';

const ids = {
  schoolId: '11111111-1111-4111-8111-111111111111' as SchoolId,
  groupId: '77777777-7777-4777-8777-777777777777' as GroupId,
};
const subjectId = '22222222-2222-4222-8222-222222222222' as SubjectId;
const pupilId = '66666666-6666-4666-8666-666666666666' as PersonId;
const other = '66666666-6666-4666-8666-666666666667' as PersonId;
const workId = '88888888-8888-4888-8888-888888888888' as BroughtInWorkId;
const resultId = '99999999-9999-4999-8999-999999999999' as BroughtInResultId;
const period = { from: '2026-09-01', to: null, source: null };
const formed: GroupEvent = {
  type: 'GroupFormed',
  data: { ...ids, subjectId, classId: null, title: '7Б', source: null },
};
const joined: GroupEvent = { type: 'PupilJoinedGroup', data: { ...ids, pupilId, ...period } };
const left: GroupEvent = {
  type: 'PupilLeftGroup',
  data: { ...ids, pupilId, from: '2026-09-01', lastDay: '2026-09-20' },
};
const terms = {
  title: 'Срез',
  ...{ description: null, category: null, assignedOn: '2026-09-10', dueOn: '2026-09-17', termId: null },
  ...{ lowest: '0', highest: '100', scale: null },
};
const scale = { title: 'Зачёт', values: [{ value: 'зачёт', meaning: '1' }], source: 'oneroster:s' };
const brought: BroughtInEvent = { type: 'WorkBroughtIn', data: { ...ids, workId, ...terms, source: 'oneroster:w' } };
const bring = { type: 'BringInWork' as const, workId, ...terms, source: 'oneroster:w' };
const says = {
  ...{ status: 'graded' as const, score: '95.5', textScore: null, flags: [], scoredOn: null, comment: 'Хорошо' },
};
const result = { ...ids, workId, resultId, pupilId };
const got: BroughtInEvent = { type: 'ResultBroughtIn', data: { ...result, ...says, source: 'oneroster:r' } };
const get = { type: 'BringInResult' as const, workId, resultId, pupilId, ...says, source: 'oneroster:r' };
const work = { ...ids, workId };
const { given } = specify(groupDecider);

describe('BringInWork', () => {
  it('brings in', () => given([formed]).when(bring).then([brought]));
  it('needs a group', () => given([]).when(bring).thenRefused('group_unknown'));
  it('does nothing again', () => given([formed, brought]).when(bring).then([]));
  it('corrects what a later file says otherwise', () =>
    given([formed, brought])
      .when({ ...bring, title: 'Зачёт', scale })
      .then([{ type: 'BroughtInWorkCorrected', data: { ...work, ...terms, title: 'Зачёт', scale } }]));
  it('brings a removed work back', () =>
    given([formed, brought, { type: 'BroughtInWorkRemoved', data: work }])
      .when(bring)
      .then([{ type: 'BroughtInWorkRestored', data: work }]));
  it('is refused where it is due before it was given', () =>
    given([formed])
      .when({ ...bring, dueOn: '2026-09-09' })
      .thenRefused('period_dates'));
  it('is refused where the greatest score is below the least', () =>
    given([formed])
      .when({ ...bring, lowest: '9.5', highest: '9' })
      .thenRefused('score_range'));
});

describe('BringInResult', () => {
  it('brings in', () => given([formed, joined, brought]).when(get).then([got]));
  it('also of somebody who has left', () => given([formed, joined, left, brought]).when(get).then([got]));
  it('is refused of somebody who never was in the group', () =>
    given([formed, brought]).when(get).thenRefused('not_in_group'));
  it('is refused without its work, or once that is removed', () => {
    given([formed, joined]).when(get).thenRefused('brought_in_work_unknown');
    const removed: BroughtInEvent = { type: 'BroughtInWorkRemoved', data: work };
    given([formed, joined, brought, removed]).when(get).thenRefused('brought_in_work_unknown');
  });
  it.each(['100.1', '-0.5', '101'])('is refused off the scale: %s', (score) =>
    given([formed, joined, brought])
      .when({ ...get, score })
      .thenRefused('score_off_scale'),
  );
  it.each(['0', '100', '99.999999', '0.000001'])('is taken on its edge: %s', (score) =>
    given([formed, joined, brought])
      .when({ ...get, score })
      .then([{ type: 'ResultBroughtIn', data: { ...result, ...says, score, source: 'oneroster:r' } }]),
  );
  it('in words is one of the scale, either side of a pair', () => {
    const scaled: BroughtInEvent = { type: 'WorkBroughtIn', data: { ...work, ...terms, scale, source: 'oneroster:w' } };
    for (const textScore of ['зачёт', '1'])
      expect(groupDecider.decide([formed, joined, scaled].reduce(fold, null), { ...get, textScore })).toHaveLength(1);
    given([formed, joined, scaled])
      .when({ ...get, textScore: 'пять' })
      .thenRefused('text_score_off_scale');
  });
  it('does nothing again', () => given([formed, joined, brought, got]).when(get).then([]));
  it('corrects what a later file says otherwise', () =>
    given([formed, joined, brought, got])
      .when({ ...get, score: '12', comment: null })
      .then([{ type: 'BroughtInResultCorrected', data: { ...result, ...says, score: '12', comment: null } }]));
  it('is refused where the result is another pupil’s', () =>
    given([formed, joined, { type: 'PupilJoinedGroup', data: { ...ids, pupilId: other, ...period } }, brought, got])
      .when({ ...get, pupilId: other })
      .thenRefused('brought_in_elsewhere'));
  it('is refused beyond twenty of one pupil for one work', () => {
    const many = Array.from({ length: 20 }, (_, at): BroughtInEvent => {
      const id = `99999999-9999-4999-8999-${String(at).padStart(12, '0')}` as BroughtInResultId;
      return { ...got, data: { ...got.data, resultId: id } };
    });
    given([formed, joined, brought, ...many])
      .when(get)
      .thenRefused('brought_in_many');
    given([formed, joined, brought, ...many.slice(1)])
      .when(get)
      .then([got]);
  });
  it('does not bring back what was erased', () =>
    given([formed, joined, brought, { ...got, data: { ...got.data, comment: erased } }])
      .when(get)
      .thenRefused('brought_in_erased'));
});

describe('taking back', () => {
  const withdraw = { type: 'WithdrawBroughtInWork' as const, workId };
  it('a result', () =>
    given([formed, joined, brought, got])
      .when({ type: 'WithdrawBroughtInResult', workId, resultId })
      .then([{ type: 'BroughtInResultWithdrawn', data: result }]));
  it('a work only once no result stands on it', () => {
    given([formed, brought])
      .when(withdraw)
      .then([{ type: 'BroughtInWorkWithdrawn', data: work }]);
    given([formed, joined, brought, got]).when(withdraw).thenRefused('brought_in_results');
  });
  it('removing takes the results along, once', () => {
    const remove = { type: 'RemoveBroughtInWork' as const, workId };
    given([formed, joined, brought, got])
      .when(remove)
      .then([{ type: 'BroughtInWorkRemoved', data: work }]);
    given([formed, brought, { type: 'BroughtInWorkRemoved', data: work }])
      .when(remove)
      .then([]);
  });
  it('nothing that is not there', () => {
    given([formed]).when(withdraw).then([]);
    given([formed, brought]).when({ type: 'WithdrawBroughtInResult', workId, resultId }).then([]);
  });
  it('a place in the group only while it is not the last one results stand on', () => {
    const cancel = { type: 'CancelGroupPlace' as const, pupilId, from: '2026-09-01', to: null };
    given([formed, joined, brought, got]).when(cancel).thenRefused('brought_in_results');
    given([formed, joined, brought])
      .when(cancel)
      .then([{ type: 'GroupPlaceCancelled', data: { ...ids, pupilId, from: '2026-09-01' } }]);
  });
  it('a group only without works', () =>
    given([formed, brought]).when({ type: 'WithdrawForming' }).thenRefused('later_facts'));
});

function fold(state: Parameters<typeof groupDecider.evolve>[0], event: GroupEvent | BroughtInEvent) {
  return groupDecider.evolve(state, event, { id: '' as never, at: '', actorId: null });
}

import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { actingIn, actingsOf } from './acting.ts';
import type { Fact } from './fact.ts';

const [first, second] = [randomUUID(), randomUUID()];
const fact = (given: Partial<Fact> & Pick<Fact, 'kind'>): Fact => ({
  id: randomUUID(),
  personId: 'somebody',
  schoolId: first,
  pupilId: null,
  classId: null,
  groupId: null,
  lessonId: null,
  subjectId: null,
  post: null,
  from: '2026-09-01',
  to: null,
  ...given,
});
const today = () => '2026-11-20';

describe('the roles a person may choose from', () => {
  it('each role of each school once, work before family', () => {
    const child = fact({ kind: 'guardian', schoolId: null, pupilId: 'anna' });
    const [algebra, geometry] = [fact({ kind: 'teaches' }), fact({ kind: 'teaches' })];
    const there = fact({ kind: 'teaches', schoolId: second });
    const head = fact({ kind: 'post', post: 'head' });
    const roles = actingsOf([child, head, algebra, geometry, there, fact({ kind: 'post', post: 'teacher' })]);
    expect(roles.map(({ role, factId }) => [role, factId])).toEqual([
      ['teacher', algebra.id],
      ['teacher', there.id],
      ['head', head.id],
      ['guardian', child.id],
    ]);
  });

  it('guardian of two children in two schools is one role', () => {
    const children = ['anna', 'boris'].map((pupilId) => fact({ kind: 'guardian', schoolId: null, pupilId }));
    expect(actingsOf(children)).toHaveLength(1);
  });
});

describe('a role chosen before', () => {
  const ended = fact({ kind: 'teaches', to: '2026-11-01' });
  const guards = fact({ kind: 'guardian', schoolId: null });

  it('that has ended is as if none had been chosen', () => {
    expect(actingIn([ended, guards], ended.id, today)).toBeNull();
    expect(actingIn([ended, guards], guards.id, today)).toBe(guards.id);
    expect(actingIn([guards], randomUUID(), today)).toBeNull();
  });

  it('goes on while another fact gives it: a group taken away, or dismissed and rehired', () => {
    expect(actingIn([ended, fact({ kind: 'teaches', from: '2026-11-15' })], ended.id, today)).toBe(ended.id);
    expect(actingIn([ended, fact({ kind: 'teaches', schoolId: second })], ended.id, today)).toBeNull();
  });
});

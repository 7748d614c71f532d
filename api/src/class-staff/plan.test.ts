import type { GroupId, PersonId } from '@peremena/events';
import { expect, it } from 'vitest';
import type { ClassStaffBody } from './commands.ts';
import { checkStaff } from './plan.ts';

const [now, next, away] = ['now', 'next', 'away'] as unknown as PersonId[];
const body: ClassStaffBody = { groupId: 'g' as GroupId, on: '2026-12-01', leaves: now ?? null, joins: next ?? null };
const held = { id: 'now', from: '2026-09-01', to: null };
const teachers = new Set(['now', 'next']);
const refusal = (change: Partial<ClassStaffBody>, holders = [held]) => {
  try {
    checkStaff({ ...body, ...change }, holders, teachers);
    return null;
  } catch (error) {
    return (error as { code: string }).code;
  }
};

it('lets one teacher follow another, one more join, and one leave', () => {
  expect([refusal({}), refusal({ leaves: null }), refusal({ joins: null })]).toEqual([null, null, null]);
});

it('refuses in words what cannot be', () => {
  expect(refusal({ joins: now ?? null })).toBe('nothing_changes');
  expect(refusal({ leaves: next ?? null, joins: null })).toBe('not_teaching');
  expect(refusal({ leaves: next ?? null, joins: null, groupId: null })).toBe('not_tutor');
  expect(refusal({ leaves: null, joins: now ?? null })).toBe('already_teaching');
  expect(refusal({ joins: away ?? null })).toBe('teacher_not_there');
});

it('refuses a day on which what ends has not begun, and what stands before something later', () => {
  expect(refusal({ on: '2026-09-01' })).toBe('later_facts');
  expect(refusal({}, [held, { id: 'next', from: '2027-01-11', to: null }])).toBe('later_facts');
});

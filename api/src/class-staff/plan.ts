import { Refusal } from '../core/decider.ts';
import type { ClassStaffBody } from './commands.ts';

interface Held {
  readonly id: string;
  readonly from: string;
  readonly to: string | null;
}

/**
 * Whether a change of teacher or tutor can be: the refusals a stream cannot know of. `holders` are those of this group or class on the day
 * and later, `teachers` the teachers of the school on the day.
 */
export function checkStaff(body: ClassStaffBody, holders: readonly Held[], teachers: ReadonlySet<string>): void {
  const { on, leaves, joins } = body;
  if (leaves === joins) throw new Refusal('nothing_changes');
  const held = holders.find(({ id }) => id === leaves);
  if (leaves !== null && !held) throw new Refusal(body.groupId === null ? 'not_tutor' : 'not_teaching');
  const later = holders.find(({ from }) => from > on) ?? (held && held.from >= on ? held : undefined);
  if (later) throw new Refusal('later_facts', { from: later.from });
  if (joins !== null && holders.some(({ id }) => id === joins))
    throw new Refusal(body.groupId === null ? 'already_tutor' : 'already_teaching');
  if (joins !== null && !teachers.has(joins)) throw new Refusal('teacher_not_there');
}

import { streams } from '@peremena/events';
import { listOf } from './cells.ts';
import type { Target } from './draft.ts';
import type { Making } from './making.ts';
import type { User, Users } from './people.ts';

const family = ['parent', 'guardian', 'relative'] as const;
const isPupil = (user: User) => user.roles.has('student');
const isFamily = (user: User) => family.some((role) => user.roles.has(role));

/**
 * Guardians from `agentSourcedIds`, which programs fill on either side: a pupil names the agents, or an agent names the pupils.
 * An agent whose role is none of a family is no guardian.
 */
export function planGuardians({ draft, opening, read, today }: Making, users: Users): void {
  for (const user of users.values()) {
    for (const id of listOf(user.row.cells.agentSourcedIds)) {
      const agent = users.get(id);
      const isThere = agent !== undefined || read.tables.users.rows.has(id);
      if (!agent) draft.note(user.row, 'agentSourcedIds', isThere ? 'refers_to_refused' : 'unknown_user');
      else if (isPupil(user) && isFamily(agent)) link(user, user, agent);
      else if (isFamily(user) && isPupil(agent)) link(user, agent, user);
      else draft.note(user.row, 'agentSourcedIds', 'aside_role');
    }
  }

  function link({ row }: User, pupil: User, guardian: User): void {
    if (pupil.deleted || guardian.deleted) return;
    const target: Target<'guardianship'> = {
      slice: 'guardianship',
      stream: streams.guardianship(pupil.id),
      schoolId: null,
    };
    const from = opening !== null && opening < today ? opening : today;
    draft.wish(
      target,
      row,
      {
        type: 'LinkGuardian',
        pupilId: pupil.id,
        guardianId: guardian.id,
        relation: relationOf(guardian),
        from,
        to: null,
        source: 'oneroster',
      },
      { undated: true },
    );
  }
}

function relationOf({ roles, sex }: User): 'mother' | 'father' | 'guardian' {
  if (!roles.has('parent')) return 'guardian';
  return sex === 'female' ? 'mother' : sex === 'male' ? 'father' : 'guardian';
}

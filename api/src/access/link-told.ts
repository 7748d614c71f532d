import type { Role } from '@peremena/events';

/**
 * Row «guardian link, order» of the table of rights, for one link: head and admin read all of it with who recorded it; a guardian the own
 * and nothing of another's; tutor and pupil who there is today. Contacts of a present guardian are the own, or for tutor, head and admin.
 */
export function linkTold(role: Role, { own, present }: { readonly own: boolean; readonly present: boolean }) {
  const whole = role === 'head' || role === 'admin';
  const told = role === 'guardian' ? own : whole || present;
  return {
    told,
    recorded: told && (whole || role === 'guardian'),
    reachable: told && present && (whole || role === 'tutor' || role === 'guardian'),
  };
}

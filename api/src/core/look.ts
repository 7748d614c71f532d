import type { Role } from '@peremena/events';
import { holdsOn } from '../access/fact.ts';
import type { Ctx } from './parts.ts';

/** What somebody can be shown of another person. */
export const lookKinds = [
  'diary',
  'journal',
  'lesson',
  'mark',
  'class',
  'search',
  'account',
  'invitations',
  'consents',
  'guardians',
  'staff',
  'request',
  'import',
  'looks',
  // What left the house as a file.
  'class_file',
  'journal_file',
  'attendance_file',
  'school_file',
] as const;
export type LookKind = (typeof lookKinds)[number];

/**
 * What the answer of a route shows of others, for the access journal. `of` tells whose: paths of ids in the answer (`pupils[].id`), or in
 * the address (`:pupilId`).
 */
export interface Shows {
  readonly kind: LookKind;
  readonly of: readonly string[];
}

/** That somebody was shown what is known of others. Holds ids only. */
export interface Look {
  readonly at: string;
  readonly person: string;
  readonly role: Role;
  readonly school: string | null;
  readonly kind: LookKind;
  /** The lesson, group or class shown, null for a page of people. */
  readonly thing: string | null;
  readonly subjects: readonly string[];
}

/** The access journal, as routes write it. */
export interface Looks {
  /** Resolves when the look is on disk; throws 503 `look_not_noted` when it cannot be put there. */
  note(look: Look): Promise<void>;
}

/**
 * Notes what has just been shown, before the answer goes out. Who acts as pupil or guardian looks at what is their own: that is not noted,
 * nor is what one sees of oneself.
 */
export async function noteShown(c: Ctx, shows: Shows, listed: boolean): Promise<void> {
  const { parts, actor, grant, moment, answer } = c.var;
  if (grant.role === 'guardian' || grant.role === 'pupil') return;
  if (answer === undefined) throw new Error(`nothing was shown by ${c.req.path}`);
  const subjects = new Set(shows.of.flatMap((path) => (path.startsWith(':') ? idIn(c, path) : idsAt(answer, path))));
  subjects.delete(actor.personId);
  // A list of all roles together holds the own children too.
  if (listed) for (const ward of wardsOf(c)) subjects.delete(ward);
  if (subjects.size === 0) return;
  const thing = ['lessonId', 'groupId', 'classId'].flatMap((name) => c.req.param(name) ?? [])[0] ?? null;
  await parts.looks.note({
    at: moment.instant.toISOString(),
    person: actor.personId,
    role: grant.role,
    school: schoolOf(c),
    kind: shows.kind,
    thing,
    subjects: [...subjects].toSorted(),
  });
}

/** The ids an answer holds at a path such as `groups[].people[].id`; none where a part of the way is null or missing. */
export function idsAt(answer: unknown, path: string): readonly string[] {
  const [first = '', ...rest] = path.split('.');
  const name = first.replace(/\[\]$/, '');
  const value = (answer as Readonly<Record<string, unknown>> | null | undefined)?.[name];
  const values = first.endsWith('[]') ? (Array.isArray(value) ? (value as readonly unknown[]) : []) : [value];
  if (rest.length > 0) return values.flatMap((one) => idsAt(one, rest.join('.')));
  return values.filter((one) => typeof one === 'string');
}

const idIn = (c: Ctx, path: string): string => c.req.param(path.slice(1)) ?? '';

function schoolOf({ var: { actor, grant, resource } }: Ctx): string | null {
  const here = (resource as { readonly schoolId?: string } | undefined)?.schoolId;
  return here ?? actor.facts.find(({ id }) => id === grant.fact)?.schoolId ?? null;
}

const wardsOf = ({ var: { facts, moment } }: Ctx): readonly string[] =>
  facts
    .filter((fact) => fact.kind === 'guardian' && holdsOn(fact, moment.today(fact.wardSchoolId ?? null)))
    .flatMap(({ pupilId }) => pupilId ?? []);

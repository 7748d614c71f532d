import { keptParts, type KeptPart } from '@peremena/events';
import { keeps } from '@peremena/projections/queries';
import { holdsOn } from '../access/fact.ts';
import type { Action, ActionResources, Actor, Moment } from '../access/resource.ts';
import type { Parts } from '../core/parts.ts';
import { groupResource, lessonResource, pupilResource, schoolResource } from '../core/resources.ts';
import { isUuid } from '../core/uuid.ts';

/** A topic that a page listens to, with the action whose right it takes. */
export interface Watched {
  readonly topic: string;
  readonly action: Action;
  readonly resource: ActionResources[Action];
  /** Topics of the log that reach this one, and the read models whose hints count. */
  readonly sources: ReadonlyMap<string, ReadonlySet<string> | 'all'>;
  /** What orders left of the pupil when the stream was opened; undefined where nothing can be limited. */
  readonly left?: string;
}

// Of a group's events a family needs to hear of homework and topics; when somebody else gets a mark is not theirs to know.
const ofLessons: ReadonlySet<string> = new Set(['lessons', 'lesson_work', 'groups']);

// What a school's timetable is made of, and how far a change of it is carried out: nothing of any one pupil.
const ofTimetable: ReadonlySet<string> = new Set([
  'lessons',
  'absences',
  'groups',
  'classes',
  'timetable_versions',
  'timetable_work',
  'year_changes',
]);
// Of the own person what opens or shuts a page, and what they are told of.
const ofSelf: ReadonlySet<string> = new Set([
  'requests',
  'access_facts',
  'guardian_orders',
  'notices',
  'notices_seen',
  'notice_mutes',
]);
const ofNotices: ReadonlySet<string> = new Set(['notices']);

/** Splits `?topics=`; null when one is no topic or there are too many. */
export function parseTopics(text: string): readonly string[] | null {
  const topics = [...new Set(text.split(',').filter((topic) => topic !== ''))];
  const fits = topics.every(
    (topic) => /^(pupil|group|lesson|school|person):/.test(topic) && isUuid(topic.slice(topic.indexOf(':') + 1)),
  );
  return fits && topics.length <= 40 ? topics : null;
}

/** What a topic is about; null where there is no such thing. */
export async function watched(
  parts: Pick<Parts, 'sql' | 'facts' | 'clock'>,
  topic: string,
  personId: string,
): Promise<Watched | null> {
  const [kind, id = ''] = topic.split(':');
  if (kind === 'person') {
    if (id !== personId) return null;
    return { topic, action: 'account.use', resource: { kind: 'self' }, sources: new Map([[topic, ofSelf]]) };
  }
  if (kind === 'school') {
    const resource = await schoolResource(parts, id, personId);
    return resource && { topic, action: 'timetable.read', resource, sources: new Map([[topic, ofTimetable]]) };
  }
  if (kind === 'pupil') {
    const resource = await pupilResource(parts, id);
    if (!resource) return null;
    const groups = resource.facts.flatMap((fact) =>
      fact.groupId ? [[`group:${fact.groupId}`, ofLessons] as const] : [],
    );
    return {
      topic,
      action: 'diary.read',
      resource,
      sources: new Map<string, ReadonlySet<string> | 'all'>([[topic, 'all'], ...groups]),
    };
  }
  const sources = new Map([[topic, 'all' as const]]);
  const resource = kind === 'group' ? await groupResource(parts, id) : await lessonResource(parts, id);
  return resource && { topic, action: kind === 'group' ? 'journal.read' : 'lesson.read', resource, sources };
}

/** The notices of a pupil as a part of `person:<self>`: it takes the right to the diary, and ends with it. */
export async function noticesOf(
  parts: Pick<Parts, 'sql' | 'facts'>,
  topic: string,
  pupilId: string,
): Promise<Watched | null> {
  const resource = await pupilResource(parts, pupilId);
  if (!resource) return null;
  const groups = resource.facts.flatMap(({ groupId, schoolId }) => [
    ...(groupId ? [`group:${groupId}`] : []),
    ...(schoolId ? [`school:${schoolId}`] : []),
  ]);
  const sources = new Map([`pupil:${pupilId}`, ...groups].map((source) => [source, ofNotices] as const));
  return { topic, action: 'diary.read', resource, sources };
}

const ofPart: Readonly<Record<KeptPart, readonly string[]>> = {
  timetable: ['access_facts', 'guardian_orders', 'group_members', 'lessons'],
  homework: ['lesson_work'],
  marks: ['marks', 'mark_changes'],
  attendance: ['attendance'],
};

/** What orders leave the person of a pupil today, as a text to compare; null where no order holds. */
export function leftOf(actor: Actor, pupilId: string, at: Moment): string | null {
  const facts = actor.facts.filter((fact) => {
    const day = at.today(fact.wardSchoolId ?? null);
    return fact.kind === 'guardian' && fact.pupilId === pupilId && holdsOn(fact, day);
  });
  if (facts.length === 0) return null;
  const left = keptParts.filter((part) => facts.some((fact) => keeps(fact, part, at.today(fact.wardSchoolId ?? null))));
  return left.length === keptParts.length ? null : left.join(' ');
}

/** Of whom an order limits, a hint must not tell that there was a mark: only hints of what is left count. */
export function narrowed(found: Watched, left: string | null): Watched {
  if (found.resource.kind !== 'pupil') return found;
  if (left === null) return { ...found, left: '' };
  const parts = keptParts.filter((part) => left.split(' ').includes(part));
  const models = new Set(parts.flatMap((part) => ofPart[part]));
  const narrow = (of: ReadonlySet<string> | 'all') =>
    of === 'all' ? models : new Set([...of].filter((name) => models.has(name)));
  return { ...found, left, sources: new Map([...found.sources].map(([source, of]) => [source, narrow(of)])) };
}

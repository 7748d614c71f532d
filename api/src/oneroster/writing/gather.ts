import {
  categoryOf,
  decode,
  openText,
  streams,
  type AnyEvent,
  type ClassId,
  type GroupId,
  type PersonId,
  type Post,
  type ScaleName,
  type SchoolId,
  type SubjectId,
  type TermId,
} from '@peremena/events';
import type { EventStore } from '@peremena/events/store';
import { classDecider } from '../../class/decider.ts';
import type { Decider } from '../../core/decider.ts';
import { stateNow } from '../../core/folded.ts';
import type { Sealing } from '../../core/parts.ts';
import type { Period, Periods } from '../../core/period.ts';
import { groupDecider } from '../../group/decider.ts';
import { guardianshipDecider } from '../../guardianship/decider.ts';
import { personDecider } from '../../person/decider.ts';
import { schoolDecider, type School } from '../../school/decider.ts';
import { staffDecider } from '../../staff/decider.ts';

/** Where a school is read from. */
export interface From {
  readonly store: Pick<EventStore, 'head' | 'readStream' | 'readSchool' | 'readAll'>;
  readonly sealing: Pick<Sealing, 'open'>;
}
export interface Taught {
  readonly id: ClassId | GroupId;
  /** Its id in the bundle. */
  readonly sourcedId: string;
  readonly title: string;
  readonly grade: number | null;
  /** Id of the subject in the bundle; null for a class. */
  readonly subject: string | null;
  readonly pupils: Periods;
  readonly teachers: Periods;
}
export interface Person {
  readonly personId: PersonId;
  readonly sourcedId: string;
  readonly familyName: string;
  readonly givenName: string;
  readonly middleName: string | null;
  readonly birthDate: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  /** Where the school has the person from, as their first event says. */
  readonly source: string | null;
}
interface Link {
  readonly pupilId: string;
  readonly guardianId: string;
  readonly relation: 'mother' | 'father' | 'guardian';
}
export interface JournalOf {
  readonly subjectId: SubjectId;
  readonly termId: TermId;
}
/** A school as a bundle tells it. */
export interface Gathered {
  readonly school: School;
  /** IANA name. */
  readonly timeZone: string;
  readonly scale: ScaleName;
  readonly sourcedId: string;
  /** Classes first, then groups, each in the order of their ids in the bundle. */
  readonly taught: readonly Taught[];
  readonly posts: readonly (Period & { readonly personId: PersonId; readonly post: Post })[];
  readonly links: readonly Link[];
  /** Who is linked to a pupil today, those too whom an order limits. */
  readonly guardians: ReadonlySet<string>;
  /** In the order of their ids in the bundle; those whose name was erased are left out. */
  readonly people: readonly Person[];
  /** The subjects and terms in which a group has a journal. */
  readonly journals: ReadonlyMap<GroupId, readonly JournalOf[]>;
  /** Links of guardians that an order limits: a bundle cannot say the order, so it does not say the link. */
  readonly limited: number;
}

const readAtOnce = 32;
const page = 2_000;

/** What an id was in the bundle it came with, where that is an id nobody else gives; else our own. */
export const sourcedIdOf = (id: string, source: string | null): string =>
  /^oneroster:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(source ?? '')?.[1] ?? id;
const inOrder = (a: { sourcedId: string }, b: { sourcedId: string }) => (a.sourcedId < b.sourcedId ? -1 : 1);

/** Reads a school from the log: who and what is in it, each from its own stream. Null where there is no such school. `today`: `YYYY-MM-DD`. */
export async function gather(
  from: From,
  schoolId: SchoolId,
  today: string,
  /** Whether people are there too whose link to a pupil has ended or is limited by an order. */
  { withFormer = false }: { readonly withFormer?: boolean } = {},
): Promise<Gathered | null> {
  const school = await stateNow(from, streams.school(schoolId), schoolDecider);
  const opened = await openedAs(from, schoolId);
  if (!school || !opened) return null;
  const { timeZone, scale } = opened;
  const { classes, groups, staff, journals } = await listed(from, schoolId);
  const stateOf = <S, C, E extends AnyEvent>(stream: string, decider: Decider<S, C, E>) =>
    stateNow(from, stream, decider);

  const homerooms = await each([...classes], async ([classId, first]): Promise<Taught[]> => {
    const state = await stateOf(streams.class(schoolId, classId), classDecider);
    if (!state) return [];
    const { title, source, promotions, pupils, tutors: teachers } = state;
    const grade = promotions.at(-1)?.grade ?? first;
    return [{ id: classId, sourcedId: sourcedIdOf(classId, source), title, grade, subject: null, pupils, teachers }];
  });
  const lessons = await each([...groups], async (groupId): Promise<Taught[]> => {
    const state = await stateOf(streams.group(schoolId, groupId), groupDecider);
    if (!state) return [];
    const { title, titles, source, subjectId, pupils, teachers } = state;
    const subject = sourcedIdOf(subjectId, school.subjects.get(subjectId)?.source ?? null);
    const sourcedId = sourcedIdOf(groupId, source);
    return [{ id: groupId, sourcedId, title: titles.at(-1)?.title ?? title, grade: null, subject, pupils, teachers }];
  });
  const posts = await each([...staff], async (personId) => {
    const state = await stateOf(streams.staff(schoolId, personId), staffDecider);
    return [...state].flatMap(([post, periods]) =>
      periods.map((period) => ({ ...period, personId, post: post as Post })),
    );
  });
  const taught = [...homerooms.toSorted(inOrder), ...lessons.toSorted(inOrder)];
  const pupils = new Set(taught.flatMap((one) => [...one.pupils.keys()])) as Set<PersonId>;
  let limited = 0;
  const former = new Set<string>();
  const guardians = new Set<string>();
  const links = await each([...pupils], async (pupilId) => {
    const { links: all, orders } = await stateOf(streams.guardianship(pupilId), guardianshipDecider);
    const held = (period: Period) => period.to === null || period.to >= today;
    const kept = new Map<string, Link>();
    for (const { guardianId, relation, consent, ...period } of all) {
      if (withFormer) former.add(guardianId);
      if (held(period)) guardians.add(guardianId);
      if (consent || !held(period) || kept.has(guardianId)) continue;
      if (orders.some((order) => order.guardianId === guardianId && held(order))) limited += 1;
      else kept.set(guardianId, { pupilId, guardianId, relation });
    }
    return [...kept.values()];
  });
  const teachers = taught.flatMap((one) => [...one.teachers.keys()]);
  const everybody = new Set([
    ...[...pupils, ...teachers],
    ...posts.map(({ personId }) => personId),
    ...links.map(({ guardianId }) => guardianId),
    ...former,
  ]);
  const people = await each([...everybody] as PersonId[], async (personId): Promise<Person[]> => {
    const state = await stateOf(streams.person(personId), personDecider);
    const [familyName, givenName] = [openText(state?.familyName), openText(state?.givenName)];
    if (!state || familyName === null || givenName === null) return [];
    return [
      {
        personId,
        sourcedId: sourcedIdOf(personId, openText(state.source)),
        familyName,
        givenName,
        middleName: openText(state.middleName),
        birthDate: openText(state.birthDate),
        email: openText(state.email),
        phone: openText(state.phone),
        source: openText(state.source),
      },
    ];
  });
  const sourcedId = sourcedIdOf(schoolId, school.source);
  const told = people.toSorted(inOrder);
  return { school, timeZone, scale, sourcedId, taught, posts, links, guardians, people: told, journals, limited };
}

/** Ids of what the school ever had: classes with the grade they were opened in, groups with their journals, and people with a post. */
async function listed({ store }: From, schoolId: SchoolId) {
  const classes = new Map<ClassId, number | null>();
  const groups = new Set<GroupId>();
  const staff = new Set<PersonId>();
  const journals = new Map<GroupId, Map<string, JournalOf>>();
  const upTo = await store.head();
  for (let after = 0n; ;) {
    const events = await store.readSchool(schoolId, { after, upTo, limit: page });
    for (const stored of events) {
      if (categoryOf(stored.stream) === 'journal') {
        const { groupId, ...journal } = journalNamed(stored.stream);
        const known = journals.get(groupId) ?? new Map<string, JournalOf>();
        journals.set(groupId, known.set(stored.stream, journal));
      }
      if (!['ClassOpened', 'GroupFormed', 'PostTaken'].includes(stored.type)) continue;
      const event = decode(stored);
      if (event.type === 'ClassOpened') classes.set(event.data.classId, event.data.grade);
      if (event.type === 'GroupFormed') groups.add(event.data.groupId);
      if (event.type === 'PostTaken') staff.add(event.data.personId);
    }
    if (events.length < page) {
      const lists = new Map([...journals].map(([groupId, known]) => [groupId, [...known.values()]]));
      return { classes, groups, staff, journals: lists };
    }
    after = events.at(-1)!.position;
  }
}

/** The parts of the name of a journal's stream. */
function journalNamed(stream: string): JournalOf & { readonly groupId: GroupId } {
  const [, groupId, subjectId, termId] = stream.split('.');
  return { groupId: groupId as GroupId, subjectId: subjectId as SubjectId, termId: termId as TermId };
}

async function openedAs({ store }: Pick<From, 'store'>, schoolId: SchoolId) {
  const [first] = await store.readStream(streams.school(schoolId), { limit: 1 });
  const opened = first && decode(first);
  return opened?.type === 'SchoolOpened' ? opened.data : null;
}

/** The time zone a school was opened in; null where there is no such school. */
export async function zoneOf(from: Pick<From, 'store'>, schoolId: SchoolId): Promise<string | null> {
  return (await openedAs(from, schoolId))?.timeZone ?? null;
}

/** Every school of the log in the order they were opened, by the title of then. */
export async function schoolsOf({
  store,
}: Pick<From, 'store'>): Promise<readonly { schoolId: SchoolId; title: string }[]> {
  const found: { schoolId: SchoolId; title: string }[] = [];
  for (let after = 0n; ;) {
    const events = await store.readAll({ after, limit: page });
    for (const stored of events) {
      if (stored.type !== 'SchoolOpened') continue;
      const event = decode(stored);
      if (event.type === 'SchoolOpened') found.push({ schoolId: event.data.schoolId, title: event.data.title });
    }
    if (events.length < page) return found;
    after = events.at(-1)!.position;
  }
}

/** The answers for many, in their order, so many asked at once. */
export async function each<T, R>(list: readonly T[], ask: (one: T) => Promise<readonly R[]>): Promise<R[]> {
  const found: (readonly R[])[] = [];
  const queue = list.entries();
  const worker = async () => {
    for (const [index, one] of queue) found[index] = await ask(one);
  };
  await Promise.all(Array.from({ length: readAtOnce }, worker));
  return found.flat();
}

import { decode, type SchoolId, streams } from '@peremena/events';
import type { StoredEvent } from '@peremena/events/store';
import { stateNow } from '../../core/folded.ts';
import { termsOfWork } from '../../group/brought-in.ts';
import { groupDecider } from '../../group/decider.ts';
import type { BundleRead } from '../reading/read-bundle.ts';
import type { Identity } from './identity.ts';
import type { Log } from './log.ts';
import type { Category, Scale, Standing, StandingWork, TermsOfWork } from './standing.ts';

const page = 1_000;
const own = 'oneroster:';
/** The sourcedId of something that came by OneRoster. */
export const idOf = (source: string): string | null => (source.startsWith(own) ? source.slice(own.length) : null);

/** Works of this source that schools have, with their categories and scales as last told: by the sourcedIds they came with. */
export async function standingWorks(
  { store }: Pick<Log, 'store'>,
  identity: Identity,
  schools: readonly SchoolId[],
): Promise<Pick<Standing, 'works' | 'categories' | 'scales'>> {
  const works = new Map<string, StandingWork>();
  const categories = new Map<string, Category>();
  const scales = new Map<string, Scale>();
  const names = new Map<string, string>();
  for (const schoolId of schools)
    await eachOf(store, schoolId, (stored) => {
      if (stored.type !== 'WorkBroughtIn' && stored.type !== 'BroughtInWorkCorrected') return;
      const event = decode(stored);
      if (event.type !== 'WorkBroughtIn' && event.type !== 'BroughtInWorkCorrected') return;
      const { workId, groupId, termId, scale, category } = event.data;
      const named = event.type === 'WorkBroughtIn' ? idOf(event.data.source) : names.get(workId);
      if (!named || identity.work(groupId, named) !== workId) return;
      names.set(workId, named);
      const target = { slice: 'group', stream: streams.group(schoolId, groupId), schoolId } as const;
      works.set(named, { id: workId, target, termId, category, scale });
      const kind = category && idOf(category.source);
      if (category && kind) categories.set(kind, category);
      const values = scale && idOf(scale.source);
      if (scale && values) scales.set(values, scale);
    });
  return { works, categories, scales };
}

/**
 * What the works say of themselves that stand without a row in the bundle, while it has one of their category, their scale or the tie between
 * them: they change with it. Removed ones are left as they were.
 */
export async function touchedWorks(
  log: Log,
  { tables }: Pick<BundleRead, 'tables'>,
  works: Standing['works'],
): Promise<Standing['touched']> {
  const { categories, scoreScales, lineItems, lineItemScoreScales } = tables;
  const has = (rows: { has(id: string): boolean }, part: Category | Scale | null) =>
    part !== null && rows.has(idOf(part.source) ?? '');
  const meant = works.entries().filter(([sourcedId, { category, scale }]) => {
    if (lineItems.rows.has(sourcedId)) return false;
    const spoken = has(categories.rows, category) || has(scoreScales.rows, scale);
    return spoken || lineItemScoreScales.rows.about(sourcedId).length > 0;
  });
  const touched = new Map<string, TermsOfWork>();
  // Each group is folded once.
  for (const [stream, list] of Map.groupBy(meant, ([, { target }]) => target.stream)) {
    const group = await stateNow(log, stream, groupDecider);
    for (const [sourcedId, { id }] of list) {
      const work = group?.works.get(id);
      if (work && !work.removed) touched.set(sourcedId, { ...termsOfWork(work), source: work.source });
    }
  }
  return touched;
}

/** Schools that came from this source, by the sourcedIds they came with: the whole log is looked through. */
export async function schoolsOfSource({ store }: Pick<Log, 'store'>, identity: Identity): Promise<readonly string[]> {
  const found: string[] = [];
  for (let after = 0n; ;) {
    const events = await store.readAll({ after, limit: page });
    for (const stored of events) {
      if (stored.type !== 'SchoolOpened') continue;
      const event = decode(stored);
      if (event.type !== 'SchoolOpened') continue;
      const sourcedId = event.data.source === null ? null : idOf(event.data.source);
      if (sourcedId !== null && identity.school(sourcedId) === event.data.schoolId) found.push(sourcedId);
    }
    const last = events.at(-1);
    if (events.length < page || !last) return found;
    after = last.position;
  }
}

async function eachOf(store: Log['store'], schoolId: SchoolId, see: (event: StoredEvent) => void): Promise<void> {
  const upTo = await store.head();
  for (let after = 0n; ;) {
    const events = await store.readSchool(schoolId, { after, upTo, limit: page });
    for (const event of events) see(event);
    const last = events.at(-1);
    if (events.length < page || !last) return;
    after = last.position;
  }
}

import { startBenchPostgres } from '../../events/bench/cluster.ts';
import { median, type Bench } from '../../events/bench/harness.ts';
import { all } from '../src/all.ts';
import { openReadModels, type Sql } from '../src/core/connection.ts';
import { prepareTables } from '../src/core/tables.ts';
import {
  classList,
  factsOf,
  gridOfVersion,
  knownPupils,
  schoolCalendar,
  schoolDaysOf,
  schoolPeople,
  scope,
  sharedPupilsOf,
  termsOf,
  timetableVersions,
  versionInForce,
  type Scope,
} from '../src/queries.ts';
import { day, fillRegion, schoolAndHead } from './region.ts';

const schools = 60;

interface Asked {
  readonly sql: Sql;
  readonly scope: Scope;
  readonly schoolId: string;
}
type Ask = (asked: Asked) => Promise<unknown>;

/** What the page of the school's timetable asks for its head, in the order it asks. */
async function timetablePage({ sql, scope: own, schoolId }: Asked): Promise<void> {
  await schoolCalendar(sql, own, { schoolId, today: day });
  await classList(sql, own, { date: day });
  const [version] = await timetableVersions(sql, own, { schoolId });
  await Promise.all([schoolDaysOf(sql, schoolId), termsOf(sql, schoolId), versionInForce(sql, schoolId, day)]);
  const grid = await gridOfVersion(sql, own, { schoolId, versionId: version!.id, date: day });
  const shared = await sharedPupilsOf(sql, schoolId, day);
  if (grid!.lessons.length < 1000 || shared.size < 300) throw new Error('the school has no timetable');
}

async function search({ sql, scope: own }: Asked): Promise<void> {
  const found = [
    await knownPupils(sql, own, { date: day, part: 'иванов г' }),
    await schoolPeople(sql, own, { date: day, part: 'петров' }),
  ];
  if (found.some((people) => people.length === 0)) throw new Error('nobody was found');
}

/** Median ms over schools, each asked for its own head. */
async function timed(sql: Sql, of: readonly number[], ask: Ask): Promise<number> {
  const took: number[] = [];
  for (const school of of) {
    const { schoolId, headId } = await schoolAndHead(sql, school);
    const facts = await factsOf(sql, headId);
    const own = await scope(sql, { personId: headId, facts }, { role: 'head', fact: null }, () => day);
    const started = performance.now();
    await ask({ sql, scope: own, schoolId });
    took.push(performance.now() - started);
  }
  return median(took);
}

let region: Sql;
let alone: Sql;
let stop = async (): Promise<void> => undefined;

/** Read models of sixty schools, and of one of them in a schema beside. */
async function prepare(): Promise<void> {
  const cluster = await startBenchPostgres();
  region = openReadModels({ url: cluster.url, derived: true });
  alone = openReadModels({ url: cluster.url, schema: 'alone', derived: true });
  stop = async () => {
    await Promise.all([region.end(), alone.end()]);
    await cluster.stop();
  };
  for (const [sql, schema, count] of [
    [region, 'read_models', schools],
    [alone, 'alone', 1],
  ] as const) {
    await prepareTables(sql, schema, all);
    await fillRegion(sql, count);
  }
}

const some = [7, 19, 31, 43, 55];
const asks = (name: string, metric: string, most: number, ask: Ask): Bench => ({
  name,
  metric,
  unit: 'ms',
  better: 'lower',
  floor: { value: most },
  aim: { value: most, ratio: 0.5 },
  prepare,
  run: () => timed(region, some, ask),
  baseline: () => timed(alone, [1, 1, 1, 1, 1], ask),
  finish: () => stop(),
});

/** How long does a school among sixty wait, against a school that is alone? */
export const bench: readonly Bench[] = [
  asks('schools-timetable', `the questions of a head's timetable page among ${schools} schools`, 150, timetablePage),
  asks('schools-search', `pupils and people by part of a name, for a head among ${schools} schools`, 100, search),
];

import {
  type GroupId,
  type LessonId,
  openText,
  type PersonId,
  type ResultFlag,
  type Scale,
  scales,
  streams,
  type WorkKind,
} from '@peremena/events';
import { stateNow } from '../../core/folded.ts';
import { todayIn } from '../../core/today.ts';
import { uuidv5 } from '../../core/uuid.ts';
import { lessonDecider } from '../../lesson/decider.ts';
import { each, type From, type Gathered, sourcedIdOf, type Taught } from './gather.ts';

/** A kind of work. `weight` is a decimal string, as another system told it. */
export interface Category {
  readonly sourcedId: string;
  readonly title: string;
  readonly weight: string | null;
}
/** The values that can be given in one group, worst first, and what each stands for. */
export interface WorkScale {
  readonly sourcedId: string;
  readonly title: string;
  readonly values: readonly { readonly value: string; readonly meaning: string | null }[];
}
/** What results were given for, as a gradebook tells it. */
export interface Work {
  readonly sourcedId: string;
  /** At most 200 characters. */
  readonly title: string;
  readonly description: string | null;
  readonly category: Category | null;
  /** `YYYY-MM-DD`. */
  readonly assigned: string | null;
  readonly due: string | null;
  /** Id of the term in the bundle. */
  readonly term: string | null;
  /** Decimal strings; null where no number is the least or the most. */
  readonly least: string | null;
  readonly most: string | null;
  readonly scale: WorkScale | null;
  readonly results: readonly Result[];
}
export interface Result {
  readonly sourcedId: string;
  /** Id of the pupil in the bundle. */
  readonly pupil: string;
  readonly status: 'fully graded' | 'partially graded' | 'submitted' | 'not submitted' | 'exempt';
  readonly score: string | null;
  readonly text: string | null;
  /** `YYYY-MM-DD`. */
  readonly date: string | null;
  readonly comment: string | null;
  /** What another system said beside; none of a mark of ours. */
  readonly flags: ReadonlySet<ResultFlag>;
}

/** Kinds of work as schools call them: a bundle has one language, and the words in it are those of the school. */
const titles: Readonly<Record<WorkKind, string>> = {
  classwork: 'Работа на уроке',
  homework: 'Домашняя работа',
  quiz: 'Самостоятельная работа',
  test: 'Контрольная работа',
  oral: 'Устный ответ',
  project: 'Проект',
};
const page = 1_000;
const none: ReadonlySet<ResultFlag> = new Set();
const longestTitle = 200;

interface Mark {
  readonly markId: string;
  readonly value: string;
  readonly at: string;
  readonly note: string | null;
}
interface Column {
  kind: WorkKind;
  readonly marks: Map<PersonId, Mark>;
}

/** The columns of a group's journals that hold marks. `pupils`: ids in the bundle of those it tells of. */
export async function worksOf(
  from: From,
  { school, sourcedId: schoolSourcedId, timeZone, scale: scaleName, journals }: Gathered,
  group: Taught,
  pupils: ReadonlyMap<string, string>,
): Promise<readonly Work[]> {
  const { schoolId } = school;
  const groupId = group.id as GroupId;
  const rule = scales[scaleName];
  const scale = scaleOf(rule, group);
  const columns = await each(journals.get(groupId) ?? [], async ({ subjectId, termId }) => {
    const found = await columnsOf(from, streams.journal(schoolId, groupId, subjectId, termId));
    const source = school.terms.get(termId)?.source;
    const term = source === undefined ? null : sourcedIdOf(termId, source);
    return [...found].map(([lessonId, column]) => ({ lessonId, term, ...column }));
  });
  const works = await each(columns, async ({ lessonId, term, kind, marks }): Promise<Work[]> => {
    const results = [...marks].flatMap(([pupilId, mark]) => {
      const pupil = pupils.get(pupilId);
      return pupil === undefined ? [] : [resultOf(mark, pupil, rule, timeZone)];
    });
    if (results.length === 0) return [];
    const lesson = (await stateNow(from, streams.lesson(schoolId, lessonId), lessonDecider))!;
    const title = titles[kind];
    const category = { sourcedId: uuidv5(schoolSourcedId, `category/${title}`), title, weight: null };
    const called = calledBy(lesson.topic ?? title);
    const days = { assigned: lesson.date, due: lesson.date };
    return [{ sourcedId: lessonId, ...called, category, ...days, term, ...endsOf(rule), scale, results }];
  });
  return works;
}

/** A title as others take it; what is longer is told whole in the description. */
function calledBy(text: string): Pick<Work, 'title' | 'description'> {
  if (text.length <= longestTitle) return { title: text, description: null };
  const begin = text.slice(0, longestTitle - 1).replace(/[\uD800-\uDBFF]$/, '');
  return { title: `${begin.trimEnd()}…`, description: text };
}

/** The least and the most that count as a number. */
function endsOf({ values, counts }: Scale): Pick<Work, 'least' | 'most'> {
  const numbers = values.flatMap((value) => counts[value] ?? []);
  return { least: numbers[0] ?? null, most: numbers.at(-1) ?? null };
}

function scaleOf({ values }: Scale, { sourcedId }: Taught): WorkScale {
  const title = values.join(' ');
  const list = values.map((value) => ({ value, meaning: value }));
  return { sourcedId: uuidv5(sourcedId, `scale/${title}`), title, values: list };
}

function resultOf({ markId, value, at, note }: Mark, pupil: string, { counts }: Scale, timeZone: string): Result {
  const score = counts[value] ?? null;
  const text = score === null ? value : null;
  const date = todayIn(timeZone, new Date(at));
  return { sourcedId: markId, pupil, status: 'fully graded', score, text, date, comment: note, flags: none };
}

/** Marks in force, by lesson: a corrected one in its last value, with the note of that correction. */
async function columnsOf({ store, sealing }: From, stream: string): Promise<ReadonlyMap<LessonId, Column>> {
  const columns = new Map<LessonId, Column>();
  for (let from = 0n; ;) {
    const stored = await store.readStream(stream, { from, limit: page });
    for (const { type, data, metadata } of await sealing.open(stored)) {
      if (type !== 'LessonWorkSet' && type !== 'MarkPosted' && type !== 'MarkCorrected' && type !== 'MarkWithdrawn')
        continue;
      const column = columns.get(data.lessonId) ?? { kind: 'classwork', marks: new Map() };
      columns.set(data.lessonId, column);
      if (type === 'LessonWorkSet') column.kind = data.kind;
      else if (type === 'MarkWithdrawn') column.marks.delete(data.pupilId);
      else {
        const [value, note] = type === 'MarkPosted' ? [data.value, null] : [data.after, openText(data.note)];
        column.marks.set(data.pupilId, { markId: data.markId, value, at: metadata.at, note });
      }
    }
    if (stored.length < page) return columns;
    from = stored.at(-1)!.revision + 1n;
  }
}

import { readFile, writeFile } from 'node:fs/promises';
import type { PersonId } from '@peremena/events';
import type { Language } from '../../core/problem-table.ts';
import { records } from '../../core/reading/csv.ts';
import { decoded } from '../../core/reading/decode.ts';
import { ReadingRefused } from '../../core/reading/refused.ts';
import { BundleRefused } from '../finding.ts';
import { decisionIn } from '../lists/columns.ts';
import { limits } from '../reading/limits.ts';
import { csvLine } from '../sign-in-file.ts';
import { sameBirth, somebodyElse } from './proposal.ts';
import type { WhoRead } from './read-who.ts';

/** Headings of a file of questions; `id` and `person` are for programs and are the same in each language. */
const headings = {
  decision: { ru: 'Решение', en: 'Decision' },
  place: { ru: 'Строка', en: 'Row' },
  name: { ru: 'Кто в файле', en: 'In the file' },
  born: { ru: 'Дата рождения в файле', en: 'Born, in the file' },
  classes: { ru: 'Класс в файле', en: 'Class, in the file' },
  here: { ru: 'Кто здесь', en: 'Here' },
  bornHere: { ru: 'Дата рождения здесь', en: 'Born, here' },
  classesHere: { ru: 'Класс здесь', en: 'Class, here' },
  same: { ru: 'Дата рождения та же', en: 'Born on the same day' },
  id: { ru: 'id', en: 'id' },
  person: { ru: 'person', en: 'person' },
} as const satisfies Record<string, Readonly<Record<Language, string>>>;
type Heading = keyof typeof headings;
const order = Object.keys(headings) as readonly Heading[];

const yesNo = { ru: ['да', 'нет'], en: ['yes', 'no'] } as const;

/**
 * Writes what has to be decided into a new file that only its owner reads: a line for each person whom a row may be, for a spreadsheet. Fails where the file is
 * there already.
 */
export async function writeQuestions(path: string, proposals: WhoRead['proposals'], language: Language): Promise<void> {
  const line = (cells: Readonly<Record<Heading, string>>) =>
    csvLine(
      order.map((heading) => cells[heading]),
      ';',
    );
  const head = Object.fromEntries(order.map((heading) => [heading, headings[heading][language]]));
  const lines = proposals.flatMap(({ file, line: at, id, birthDate, classes, name, candidates }) =>
    candidates.map((one) => {
      const same = sameBirth(birthDate, one.birthDate);
      return line({
        ...{ decision: '', place: `${file}:${at}`, name, born: birthDate ?? '', classes: classes.join(', ') },
        ...{ here: one.name, bornHere: one.birthDate ?? '', id, person: one.personId },
        classesHere: (one.classTitle === null ? one.childrenIn : [one.classTitle]).join(', '),
        same: same === null ? '' : yesNo[language][same ? 0 : 1],
      });
    }),
  );
  await writeFile(path, `\ufeff${line(head as Record<Heading, string>)}${lines.join('')}`, { flag: 'wx', mode: 0o600 });
}

/** What a person wrote into a file of questions: of each id the person it is, or `other`. Throws `BundleRefused` where it cannot be read. */
export async function readDecisions(path: string): Promise<ReadonlyMap<PersonId, string>> {
  const file = path.split(/[\\/]/).at(-1) ?? path;
  const bytes = await readFile(path).catch((error: unknown) => {
    throw new BundleRefused('not_found', { file }, { cause: error });
  });
  const told = new Map<PersonId, { same: string | null; open: boolean }>();
  let places: ReadonlyMap<Heading, number> | null = null;
  try {
    for await (const { record, line } of records(textOf(bytes), limits)) {
      if (!places) {
        places = placesIn(record, file);
        continue;
      }
      const cell = (heading: Heading) => record[places?.get(heading) ?? -1] ?? '';
      const decision = decisionIn(cell('decision'));
      const id = cell('id') as PersonId;
      if (decision === null || (decision?.same && decision.which !== null))
        throw new BundleRefused('lists_decision', { file, line, column: headings.decision.ru });
      const one = told.get(id) ?? { same: null, open: false };
      if (decision === undefined) one.open = true;
      else if (decision.same) {
        if (one.same !== null) throw new BundleRefused('who_two', { file, line, column: headings.decision.ru });
        one.same = cell('person');
      }
      told.set(id, one);
    }
  } catch (error) {
    if (!(error instanceof ReadingRefused)) throw error;
    throw new BundleRefused(error.code, { file, ...error.at }, { cause: error });
  }
  if (!places) placesIn([], file);
  // Of several whom a row may be, all have to be somebody else.
  return new Map(
    [...told].flatMap(([id, { same, open }]): [PersonId, string][] =>
      same !== null ? [[id, same]] : open ? [] : [[id, somebodyElse]],
    ),
  );
}

/** UTF-8, or the alphabet spreadsheets of Russian systems save in: ids and the few words of decisions cannot be mistaken. */
async function* textOf(bytes: Uint8Array): AsyncIterable<string> {
  const all = async (stated?: 'windows-1251') => {
    let text = '';
    for await (const part of decoded(one(bytes), stated)) text += part;
    return text;
  };
  yield await all().catch((error: unknown) => {
    if (error instanceof ReadingRefused && error.code === 'not_utf8') return all('windows-1251');
    throw error;
  });
}

async function* one(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}

function placesIn(record: readonly string[], file: string): ReadonlyMap<Heading, number> {
  const places = new Map<Heading, number>();
  for (const heading of ['decision', 'id', 'person'] as const) {
    const named = Object.values(headings[heading]).map((word) => word.toLowerCase());
    const at = record.findIndex((cell) => named.includes(cell.toLowerCase()));
    if (at < 0) throw new BundleRefused('column_missing', { file, line: 1, column: headings[heading].ru });
    places.set(heading, at);
  }
  return places;
}

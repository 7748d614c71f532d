import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PersonId } from '@peremena/events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDecisions, writeQuestions } from './decisions-file.ts';
import type { Question } from './read-who.ts';

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'peremena-who-'))));
afterAll(() => rm(folder, { recursive: true, force: true }));

const ids = ['1', '2', '3', '4', '5'].map((digit) => `${digit.repeat(8)}-1111-4111-8111-111111111111` as PersonId);
const [row, other, anna, twin, igor] = ids as [PersonId, PersonId, PersonId, PersonId, PersonId];
const candidate = (personId: PersonId, name: string) => ({
  ...{ personId, name, birthDate: '2013-05-03', classTitle: '7Б', childrenIn: [], staff: false, here: true, row: null },
});
const question = { file: 'users.csv', decided: null, twice: false, classes: ['7Б'], pupil: true } as const;
const questions: readonly Question[] = [
  {
    ...{ ...question, line: 3, id: row, name: '=cmd|calc Анна', birthDate: '2013-05-03' },
    candidates: [candidate(anna, 'Соколова Анна'), candidate(twin, '+Соколова Анна')],
  },
  {
    ...{ ...question, line: 4, id: other, name: 'Дьяков "Игорь"; мл.', birthDate: null },
    candidates: [candidate(igor, 'Дьяков Игорь')],
  },
];

let files = 0;
const written = async (change: (text: string) => string | Uint8Array): Promise<string> => {
  const path = join(folder, `${(files += 1)}.csv`);
  await writeQuestions(path, questions, 'ru');
  await writeFile(path, change(await readFile(path, 'utf8')));
  return path;
};
/** The file with words in the first column of its lines, the heading aside. */
const saying =
  (...words: readonly string[]) =>
  (text: string): string => {
    const [head = '', ...lines] = text.split('\r\n');
    return [head, ...lines.map((line, at) => line.replace(/^""/, `"${words[at] ?? ''}"`))].join('\r\n');
  };

describe('a file of questions', () => {
  it('is read by its owner alone, is written once, and nothing in it is a formula', async () => {
    const path = join(folder, 'new.csv');
    await writeQuestions(path, questions, 'ru');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const text = await readFile(path, 'utf8');
    expect(text.split('\r\n')[0]).toMatch(/^\ufeff"Решение";"Строка";"Кто в файле"/);
    for (const cell of text.match(/"(?:[^"]|"")*"/g) ?? []) expect(cell).not.toMatch(/^"[=+@\t\r-]/);
    expect(text).toContain('"users.csv:3";"\'=cmd|calc Анна";"2013-05-03"');
    await expect(writeQuestions(path, questions, 'ru')).rejects.toThrow('EEXIST');
  });

  it('says nothing until it is filled in, and then who each row is', async () => {
    expect(await readDecisions(await written((text) => text))).toEqual(new Map());
    const filled = await readDecisions(await written(saying('', 'Тот же', 'другой человек')));
    expect(filled).toEqual(
      new Map([
        [row, twin],
        [other, 'other'],
      ]),
    );
    // Somebody else than one of two is not yet somebody else than both.
    expect(await readDecisions(await written(saying('другой', '', '')))).toEqual(new Map());
    expect(await readDecisions(await written(saying('другой', 'другой', '')))).toEqual(new Map([[row, 'other']]));
  });

  it('may be saved by a spreadsheet in an old alphabet, without quotes, with other marks between cells', async () => {
    const old = (text: string): Uint8Array => {
      const plain = saying(
        'same',
        '',
        'другой',
      )(text)
        .replace('\ufeff', '')
        .replaceAll('";"', '\t')
        .replaceAll('"', '');
      const bytes = [...plain].map((sign) => {
        const code = sign.codePointAt(0)!;
        return code < 128 ? code : sign === 'ё' ? 0xb8 : code - 0x410 + 0xc0;
      });
      return Uint8Array.from(bytes);
    };
    expect(await readDecisions(await written(old))).toEqual(
      new Map([
        [row, anna],
        [other, 'other'],
      ]),
    );
  });

  it('is refused as a whole where a word, a column or a choice of two cannot be right', async () => {
    const refusal = (path: string) =>
      readDecisions(path).then(
        () => null,
        (error: { finding: { code: string; line: number | null } }) => [error.finding.code, error.finding.line],
      );
    expect(await refusal(await written(saying('', 'наверное')))).toEqual(['lists_decision', 3]);
    expect(await refusal(await written(saying('тот же', 'тот же')))).toEqual(['who_two', 3]);
    expect(await refusal(await written((text) => text.replace('Решение', 'Ответ')))).toEqual(['column_missing', 1]);
    expect(await refusal(await written(() => ''))).toEqual(['column_missing', 1]);
    expect(await refusal(join(folder, 'absent.csv'))).toEqual(['not_found', null]);
  });
});

import { expect, it } from 'vitest';
import { importWords } from '#lib/i18n/import.ts';
import { sayFrom } from '#lib/i18n/words.ts';
import { alikeIn, calledSo, inSayings, pageOfProposals, type Proposal, rowWords, wordsOf } from './who.ts';

const say = sayFrom(importWords('ru'), 'ru');
const candidate = (is: string, sameBirth: boolean | null = true) => ({
  ...{ is, row: null },
  person: { id: is, short: 'Соколова А. И.', classes: ['7Б'], staff: false, here: true, sameBirth },
});
const row = (line: number, candidates: Proposal['candidates'], more: Partial<Proposal> = {}): Proposal => ({
  ...{ file: 'users.csv', line, decided: null, twice: false, classes: ['8А'], pupil: true, candidates },
  ...more,
});

it('as good as certain is who alone is called so, was born on that day, and is no other row', () => {
  const rows = [
    row(2, [candidate('a')]),
    row(3, [candidate('b', null)]),
    row(4, [candidate('c', false)]),
    row(5, [candidate('d'), candidate('e', false)]),
    row(6, [candidate('f')]),
    row(7, [candidate('f')]),
    row(8, [candidate('g')], { decided: 'other' }),
  ];
  expect(alikeIn(rows)).toEqual([{ file: 'users.csv', line: 2, is: 'a' }]);
  expect(pageOfProposals(rows)).toMatchObject({ undecided: 6, more: 0, alike: 1 });
});

it('a row that is said to be the same as another one is open still', () => {
  const rows = [row(2, [candidate('a')], { decided: 'a' }), row(3, [candidate('b')], { decided: 'b', twice: true })];
  expect(pageOfProposals(rows)).toMatchObject({ undecided: 1, rows: [{ line: 3 }, { line: 2 }] });
});

it('says what is known of a row and of whom it may be', () => {
  expect(rowWords(row(2, []), say)).toBe('users.csv, строка 2: ученик, 8А');
  expect(wordsOf(candidate('a'), say)).toBe('Соколова А. И. (7Б, дата рождения та же)');
});

it('says who is called like a row until it is one of them', () => {
  const named = [candidate('a'), candidate('b', false)];
  expect(calledSo(row(2, named), say)).toBe(
    'Так зовут: Соколова А. И. (7Б, дата рождения та же); Соколова А. И. (7Б, дата рождения другая)',
  );
  expect(calledSo(row(2, named, { decided: 'other' }), say)).toContain('Так зовут');
  expect(calledSo(row(2, named, { decided: 'b' }), say)).toBe('');
  expect(calledSo(row(2, []), say)).toBe('');
});

it('a thousand decisions are said at once', () => {
  expect(inSayings(Array.from({ length: 2_001 }, (_, n) => n)).map(({ length }) => length)).toEqual([1_000, 1_000, 1]);
  expect(inSayings([])).toEqual([]);
});

import { expect, it } from 'vitest';
import { importWords } from '#lib/i18n/import.ts';
import { sayFrom } from '#lib/i18n/words.ts';
import { addressOf, csvOf, kindIn, pageOf, paceOf, placeOf, type ReportLine } from './report.ts';

const say = sayFrom(importWords('en'), 'en');
const line = (n: number, kind: ReportLine['kind'] = 'added'): ReportLine => ({
  kind,
  file: 'users.csv',
  line: n,
  column: null,
  text: 'A person comes in',
});
const many = [...Array.from({ length: 150 }, (_, n) => line(n)), line(150, 'refused')];

it('a hundred lines a page, of one kind or of all', () => {
  expect(pageOf(many, null, null)).toMatchObject({ page: 1, pages: 2 });
  expect(pageOf(many, null, '2').lines).toHaveLength(51);
  expect(pageOf(many, 'refused', '7')).toEqual({ lines: [line(150, 'refused')], page: 1, pages: 1 });
  for (const strange of ['-1', '0', 'NaN', '1e99', '']) expect(pageOf([], null, strange).page).toBe(1);
});

it('asks for a kind by its name', () => {
  expect([kindIn('note'), kindIn('everything'), kindIn(null)]).toEqual(['note', null, null]);
  expect([addressOf(null), addressOf('note', 2)]).toEqual(['?', '?show=note&page=2']);
});

it('says how fast it goes and how long it takes', () => {
  expect(paceOf(0, 100, 5_000, say)).toEqual([]);
  expect(paceOf(500, 1_000, 5_000, say)).toEqual(['100 changes a second', 'about 5 seconds left']);
  expect(paceOf(10, 1_000, 10_000, say)).toEqual(['1 change a second', 'about 17 minutes left']);
});

it('names the place as far as it is known', () => {
  expect(placeOf({ ...line(2), column: 'email' }, say)).toEqual(['users.csv, line 2', 'email']);
  expect(placeOf({ ...line(2), line: null }, say)).toEqual(['users.csv']);
  expect(placeOf({ ...line(2), byte: 70 }, say)).toEqual(['users.csv, line 2', 'byte 70 from the start']);
});

it('no line of the file is a formula', () => {
  const file = csvOf([{ ...line(2, 'refused'), column: '=1+1', text: '+7; "so"' }], say);
  expect(file.split('\r\n')[1]).toBe(`not taken;users.csv;2;'=1+1;"'+7; ""so"""`);
});

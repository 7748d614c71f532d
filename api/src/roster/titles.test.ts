import { expect, it } from 'vitest';
import { gradeOf, groupTitle, nextTitle } from './titles.ts';

it('reads the year of study however it is written', () => {
  expect(['7Б', '7-Б', '7 Б', '10А', '0', 'Подготовительный', '2026'].map(gradeOf)).toEqual([
    7,
    7,
    7,
    10,
    0,
    null,
    null,
  ]);
});

it('makes the title of the next year and leaves the rest as it is', () => {
  expect(['7Б', '7-Б', '7 «Б»', '9А', 'Радуга'].map(nextTitle)).toEqual(['8Б', '8-Б', '8 «Б»', '10А', null]);
});

it('a group goes with its class where it is named after it', () => {
  expect(groupTitle('7Б, группа 1', '7Б', '8Б')).toBe('8Б, группа 1');
  expect(groupTitle('Шахматы', '7Б', '8Б')).toBeNull();
});

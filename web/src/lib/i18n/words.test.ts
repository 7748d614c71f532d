import { describe, expect, it } from 'vitest';
import { sayFrom, type Catalogue } from './words.ts';

const found = import.meta.glob<{ default: Catalogue }>('./*.{ru,en}.ts', { eager: true });
const slices = new Map<string, Record<string, Catalogue>>();
for (const [path, { default: catalogue }] of Object.entries(found)) {
  const [, slice = '', language = ''] = /\.\/(.+)\.(ru|en)\.ts$/.exec(path) ?? [];
  slices.set(slice, { ...slices.get(slice), [language]: catalogue });
}

/** What is wrong with a pair of catalogues: keys missing, plural forms missing, places to fill that differ. */
function faults(ru: Catalogue, en: Catalogue): string[] {
  const keys = new Set([...Object.keys(ru), ...Object.keys(en)]);
  return [...keys].flatMap((key) => {
    const [one, other] = [ru[key], en[key]];
    if (one === undefined || other === undefined) return [`${key}: in one language only`];
    return [...formFaults(key, one, 'ru'), ...formFaults(key, other, 'en'), ...placeFaults(key, one, other)];
  });
}

function formFaults(key: string, message: Catalogue[string], language: string): string[] {
  if (typeof message === 'string') return [];
  const wanted = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  return wanted.filter((form) => !(form in message)).map((form) => `${key}: no form "${form}" in ${language}`);
}

function placeFaults(key: string, one: Catalogue[string], other: Catalogue[string]): string[] {
  const places = (message: Catalogue[string]) => {
    const text = typeof message === 'string' ? message : message.other;
    return [...text.matchAll(/\{(\w+)\}/g)]
      .map(([place]) => place)
      .toSorted()
      .join(' ');
  };
  return places(one) === places(other) ? [] : [`${key}: places to fill differ`];
}

describe('catalogues', () => {
  it.each([...slices])('%s says the same in both languages', (_, { ru = {}, en = {} }) => {
    expect(faults(ru, en)).toEqual([]);
  });

  it('a lost key, a lost plural form and a lost place are found', () => {
    const ru: Catalogue = { a: 'а', b: { one: '{n} урок', few: '{n} урока', other: '{n} урока' }, c: 'до {time}' };
    const en: Catalogue = { b: { one: '{n} lesson', other: '{n} lessons' }, c: 'until' };
    expect(faults(ru, en)).toEqual(['a: in one language only', 'b: no form "many" in ru', 'c: places to fill differ']);
  });
});

describe('sayFrom', () => {
  const say = sayFrom({ lessons: { one: '{n} урок', few: '{n} урока', many: '{n} уроков', other: '{n} урока' } }, 'ru');

  it('chooses the plural form by the number', () => {
    expect([1, 3, 5, 11, 21].map((n) => say('lessons', { n }))).toEqual([
      '1 урок',
      '3 урока',
      '5 уроков',
      '11 уроков',
      '21 урок',
    ]);
  });
});

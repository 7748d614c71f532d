import type { Language } from './problem-table.ts';

/** The language of sentences, by Accept-Language; Russian unless English is wanted more. */
export function languageOf(header: string | undefined): Language {
  const weights = { ru: 0, en: 0 };
  for (const part of (header ?? '').slice(0, 400).split(',')) {
    const [tag = '', ...params] = part.trim().toLowerCase().split(';');
    const q = Number(
      params.map((param) => /^\s*q=([\d.]+)$/.exec(param)?.[1]).find((value) => value !== undefined) ?? 1,
    );
    const primary = tag.split('-')[0];
    if (primary === 'ru' || primary === 'en') weights[primary] = Math.max(weights[primary], q);
  }
  return weights.en > weights.ru ? 'en' : 'ru';
}

import type { Language } from '#lib/i18n/language.ts';

/** The size of a file as people read it: «312 кБ», «1,4 МБ». */
export function sizeOf(bytes: number, language: Language): string {
  const [value, unit] = bytes < 950_000 ? [bytes / 1_000, 'kilobyte'] : [bytes / 1_000_000, 'megabyte'];
  const digits = unit === 'kilobyte' ? 0 : 1;
  return new Intl.NumberFormat(language === 'en' ? 'en-GB' : 'ru-RU', {
    style: 'unit',
    unit,
    maximumFractionDigits: digits,
    ...(unit === 'kilobyte' ? { minimumFractionDigits: 0 } : {}),
  }).format(Math.max(value, digits === 0 ? 1 : 0));
}

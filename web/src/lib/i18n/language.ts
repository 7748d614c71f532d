/** Languages of the pages, the first is for whoever says nothing. */
export const languages = ['ru', 'en'] as const;
export type Language = (typeof languages)[number];

/** A person's language: their own choice, else what the browser asks for, else Russian. */
export function languageOf(cookie: string | undefined, acceptLanguage: string | null): Language {
  return languages.find((language) => language === cookie) ?? wanted(acceptLanguage ?? '') ?? 'ru';
}

function wanted(header: string): Language | undefined {
  const asked = header
    .slice(0, 200)
    .split(',')
    .map((part) => {
      const [name = '', ...parameters] = part.trim().toLowerCase().split(';');
      const weight = parameters.map((parameter) => /^\s*q=([\d.]+)$/.exec(parameter)?.[1]).find(Boolean);
      return { name: name.split('-')[0], weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight);
  for (const { name } of asked) {
    const known = languages.find((language) => language === name);
    if (known) return known;
  }
  return undefined;
}

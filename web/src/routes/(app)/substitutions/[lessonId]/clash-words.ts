import type { SubstitutionsWords } from '#lib/i18n/substitutions.ts';

/** What is taken, each kind once, from the facts of a refusal. */
export function clashWords(clashes: unknown, words: SubstitutionsWords): readonly string[] {
  if (!Array.isArray(clashes)) return [];
  const kinds = new Set(clashes.map((clash: { kind?: unknown }) => clash.kind));
  return [
    ...(kinds.has('teacher') ? [words.clashTeacher] : []),
    ...(kinds.has('room') ? [words.clashRoom] : []),
    ...(kinds.has('group') ? [words.clashGroup] : []),
  ];
}

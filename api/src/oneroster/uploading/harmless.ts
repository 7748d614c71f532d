/** Characters of a name that are kept. */
const longest = 100;

/** A name out of a file, which anybody may have written: no control characters, nothing that turns the direction of the text, nothing that a database cannot hold; null where nothing is left. */
export function harmless(name: string): string | null {
  const clean = name
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim();
  const signs = Array.from(clean);
  return (signs.length > longest ? `${signs.slice(0, longest - 1).join('')}…` : clean) || null;
}

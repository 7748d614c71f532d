import { fileURLToPath } from 'node:url';

/** Folder of one of our own bundles: `village-1.1` (one school, as a careless program writes it) or `town-1.2`. */
export const fixture = (name: 'village-1.1' | 'town-1.2'): string =>
  fileURLToPath(new URL(`./${name}`, import.meta.url));

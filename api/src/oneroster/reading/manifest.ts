import { records } from '../../core/reading/csv.ts';
import { BundleRefused, type Finding } from '../finding.ts';
import { type FileName, files, folded } from './files.ts';
import type { Limits } from './limits.ts';
import { ofFile } from './decode.ts';

/** What manifest.csv says, as far as it is used. */
export interface Manifest {
  readonly version: '1.0' | '1.1' | '1.2' | null;
  readonly system: string | null;
  /** A set of changes: what it does not hold is as it was. */
  readonly delta: boolean;
  readonly notes: readonly Finding[];
}

export const noManifest: Manifest = {
  version: null,
  system: null,
  delta: false,
  notes: [{ file: 'manifest.csv', line: null, column: null, code: 'manifest_absent' }],
};

/** Reads manifest.csv: pairs of name and value, however they are ordered and whatever stray lines lie among them. */
export async function readManifest(file: string, text: AsyncIterable<string>, limits: Limits): Promise<Manifest> {
  const pairs = new Map<string, { readonly value: string; readonly line: number }>();
  for await (const { record, line } of ofFile(file, records(text, limits))) {
    const name = folded(record[0] ?? '');
    const value = record[1] ?? '';
    if (value !== '' && !pairs.has(name)) pairs.set(name, { value, line });
  }
  const delta = (Object.keys(files) as FileName[]).some(
    (name) => pairs.get(folded(`file.${name}`))?.value.toLowerCase() === 'delta',
  );
  const stated = pairs.get('oneroster.version');
  const version = stated
    ? (['1.0', '1.1', '1.2'] as const).find((known) => stated.value === known || stated.value.startsWith(`${known}.`))
    : null;
  if (version === undefined)
    throw new BundleRefused('version_unknown', { file, line: stated?.line ?? null, column: 'oneroster.version' });
  const system = (pairs.get('source.systemcode') ?? pairs.get('source.systemname'))?.value ?? null;
  return { version, system, delta, notes: [] };
}

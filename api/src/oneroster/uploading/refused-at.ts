import type { Language } from '../../core/problem-table.ts';
import { inBrowser, type Place } from '../finding.ts';
import { columnOfLists } from '../lists/plan-lists.ts';
import { harmless } from './harmless.ts';
import type { RefusedAt, Upload } from './store.ts';

/** The whole upload, where nothing in it is to blame. */
export const nowhere: RefusedAt = { file: null, line: null, column: null, byte: null };

/** A place as it may be kept and shown: names come from the file, which anybody may have written. `lies` is how the file is called where it lies. */
export function refusedAt({ file, line, column, byte }: Place, lies: string): RefusedAt {
  return { file: file === lies ? null : harmless(file), line, column: harmless(column ?? ''), byte: byte ?? null };
}

/** Why and where a file was refused, in words; null where it was not. */
export function refusalOf({ refusal: code, refusedAt: at, kind, name }: Upload, language: Language) {
  if (code === null) return null;
  const place = { ...at, file: at.file ?? name };
  const column = kind === 'lists' ? columnOfLists(place, language) : place.column;
  return { code, text: inBrowser(code, language), ...place, column };
}

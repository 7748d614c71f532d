import { expect, it } from 'vitest';
import { tooLarge } from './body-limit.ts';

const form = (length: string | null) => ({
  body: new ReadableStream<Uint8Array<ArrayBuffer>>(),
  headers: new Headers(length === null ? {} : { 'content-length': length }),
});

it('a page takes two megabytes; the page that files of schools come to decides for itself', () => {
  expect(tooLarge({ body: null, headers: new Headers() }, '/(app)/more')).toBe(false);
  expect(tooLarge(form('2000000'), '/(app)/more')).toBe(false);
  expect(tooLarge(form('2000001'), '/(app)/more')).toBe(true);
  expect(tooLarge(form('2000001'), null)).toBe(true);
  expect(tooLarge(form(null), '/(app)/more')).toBe(true);
  expect(tooLarge(form('60000000'), '/(app)/more/import')).toBe(false);
});

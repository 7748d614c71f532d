import { expect, test } from 'vitest';
import { isUuid, uuidv5 } from './uuid.ts';

test('a UUIDv5 is that of RFC 9562, appendix A.4', () => {
  expect(uuidv5('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'www.example.com')).toBe(
    '2ed6657d-e927-568b-95e1-2665a8aea6a2',
  );
});

test('names in any alphabet give ids of the proper form, each its own', () => {
  const ids = Array.from({ length: 1_000 }, (_, at) => uuidv5('2ed6657d-e927-568b-95e1-2665a8aea6a2', `7Б ${at}`));
  expect(ids.filter((id) => !isUuid(id) || id[14] !== '5' || !'89ab'.includes(id[19]!))).toEqual([]);
  expect(new Set(ids).size).toBe(ids.length);
});

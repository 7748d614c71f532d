import { expect, it } from 'vitest';
import { createOnce } from './once.ts';

it('work under way is not begun again, and is afterwards', async () => {
  const once = createOnce();
  let begun = 0;
  let finish = () => undefined as void;
  const work = () => {
    begun += 1;
    return new Promise<void>((resolve) => (finish = resolve));
  };
  const both = [once('year', work), once('year', work)];
  finish();
  await Promise.all(both);
  expect(begun).toBe(1);
  const third = once('year', work);
  finish();
  await third;
  expect(begun).toBe(2);
});

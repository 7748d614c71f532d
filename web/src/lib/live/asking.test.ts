import { expect, it } from 'vitest';
import { Asking } from './asking.ts';
import { delayOf } from './stream.ts';

it('asks once more for everything told while a question was under way', async () => {
  const answers: (() => void)[] = [];
  const asking = new Asking(() => new Promise<void>((resolve) => answers.push(resolve)));
  asking.ask();
  for (let told = 0; told < 50; told++) asking.ask();
  expect(answers).toHaveLength(1);
  answers[0]?.();
  await expect.poll(() => answers.length).toBe(2);
  answers[1]?.();
  await Promise.resolve();
  expect(answers).toHaveLength(2);
});

it('goes on after a question that failed', async () => {
  let asked = 0;
  const asking = new Asking(() => Promise.reject(new Error(`question ${++asked}`)));
  asking.ask();
  await expect.poll(() => asked).toBe(1);
  await Promise.resolve();
  asking.ask();
  await expect.poll(() => asked).toBe(2);
});

it('comes back later each time, never all browsers at once', () => {
  expect([0, 1, 2, 9].map((tries) => delayOf(tries, 1))).toEqual([1000, 2000, 4000, 30_000]);
  expect(delayOf(3, 0)).toBe(4000);
});

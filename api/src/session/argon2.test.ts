import { describe, expect, it } from 'vitest';
import { HashingQueue, hashPassword, verifyPassword } from './argon2.ts';

describe('passwords', () => {
  it('are argon2id in PHC form, each with a salt of its own', async () => {
    const [one, two] = await Promise.all([hashPassword('пароль'), hashPassword('пароль')]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(two);
    expect([await verifyPassword(one, 'пароль'), await verifyPassword(one, 'Пароль')]).toEqual([true, false]);
  });

  it('refuse a hash of another form', async () => {
    expect(await verifyPassword('$argon2i$v=19$m=16,t=2,p=1$c29tZXNhbHQ$AAAA', 'x')).toBe(false);
    expect(await verifyPassword('', 'x')).toBe(false);
  });
});

/** The most tasks seen running at once when `count` are asked for. */
async function widest(queue: Pick<HashingQueue, 'run'>, count: number): Promise<number> {
  let [running, most] = [0, 0];
  const task = async () => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
  };
  await Promise.all(Array.from({ length: count }, () => queue.run(task)));
  return most;
}

describe('T39 hashing', () => {
  it('runs at most so many at once, and tells the rest to come back', async () => {
    expect(await widest(new HashingQueue(2, 100), 50)).toBe(2);
    const full = new HashingQueue(1, 1);
    const results = await Promise.allSettled([1, 2, 3].map(() => widest(full, 1)));
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
  });

  it('fault: hashing without a queue is caught', async () => {
    expect(await widest({ run: (task) => task() }, 50)).toBe(50);
  });
});

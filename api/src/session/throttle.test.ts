import { describe, expect, it } from 'vitest';
import { Throttle } from './throttle.ts';

/** How many of `tries` wrong guesses in one minute are looked at. */
function looked(
  throttle: Pick<Throttle, 'wait' | 'begin'>,
  tries: number,
  login: (n: number) => string,
  address: (n: number) => string,
): number {
  let count = 0;
  for (let n = 0; n < tries; n += 1) {
    if (throttle.wait(login(n), address(n)) > 0) continue;
    throttle.begin(login(n), address(n));
    count += 1;
  }
  return count;
}
const at = new Date('2026-11-20T08:00:00Z');
const fresh = () => new Throttle(() => at);
const same = () => 'same';
const each = (n: number) => `n${n}`;

type Guard = Pick<Throttle, 'wait' | 'begin' | 'succeeded'>;

/** Whether a person who has signed in at home before has to wait there after 10,000 guesses from everywhere. */
function lockedOut(throttle: Guard): boolean {
  throttle.begin('same', 'home');
  throttle.succeeded('same', 'home');
  looked(throttle, 10_000, same, each);
  return throttle.wait('same', 'home') > 0;
}

describe('Throttle', () => {
  it('looks at a handful of guesses of one login from one address', () => {
    expect(looked(fresh(), 1_000, same, same)).toBe(6);
  });

  it('bounds guesses of one login from everywhere, and of every login from one address', () => {
    expect(looked(fresh(), 10_000, same, each)).toBe(101);
    expect(looked(fresh(), 10_000, each, same)).toBe(301);
  });

  it('T39 never locks the owner out: from a place the login has signed in from, a flood elsewhere does not count', () => {
    expect(lockedOut(fresh())).toBe(false);
  });

  it('T39 fault: counting by login alone locks the owner out', () => {
    const throttle = fresh();
    const careless: Guard = {
      wait: (login) => throttle.wait(login, 'anywhere'),
      begin: (login) => throttle.begin(login, 'anywhere'),
      succeeded: () => undefined,
    };
    expect(lockedOut(careless)).toBe(true);
  });

  it('forgives a right try', () => {
    const throttle = fresh();
    for (let n = 0; n < 400; n += 1) {
      throttle.begin(`pupil ${n}`, 'school');
      throttle.succeeded(`pupil ${n}`, 'school');
    }
    expect(throttle.wait('pupil 401', 'school')).toBe(0);
  });

  it('forgives the steps that led to a right try, and no more than there were', () => {
    const throttle = fresh();
    for (let n = 0; n < 400; n += 1) {
      throttle.begin(`challenge ${n}`, 'school');
      throttle.begin(`passkey ${n}`, 'school');
      throttle.succeeded(`passkey ${n}`, 'school', 2);
    }
    expect(throttle.wait('passkey 401', 'school')).toBe(0);
    throttle.succeeded('passkey 401', 'school', 400);
    expect(looked(throttle, 1_000, each, () => 'school')).toBe(301);
  });

  it('lets go after the wait', () => {
    let now = at;
    const throttle = new Throttle(() => now);
    looked(throttle, 10, same, same);
    const seconds = throttle.wait('same', 'same');
    now = new Date(at.getTime() + seconds * 1000);
    expect(throttle.wait('same', 'same')).toBe(0);
  });

  it('fault: a throttle that does not count is caught', () => {
    expect(looked({ wait: () => 0, begin: () => undefined }, 1_000, same, same)).toBe(1_000);
  });
});

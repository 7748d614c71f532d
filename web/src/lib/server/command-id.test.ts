import { expect, it } from 'vitest';
import { commandIdOf } from './command-id.ts';

const nonce = '5c9d2a60-58c0-4a5e-9f6a-0d2d3f7a9b11';

it('is the same for the same form and another for another text', () => {
  const [first, again, other] = [{ text: 'а' }, { text: 'а' }, { text: 'б' }].map((body) => commandIdOf(nonce, body));
  expect(first).toBe(again);
  expect(first).not.toBe(other);
  expect(first).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

it('takes no foreign nonce for an id', () => {
  expect(commandIdOf('x', {})).toBe(commandIdOf(null, {}));
});

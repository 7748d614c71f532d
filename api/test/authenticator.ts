import { codeAt, stepAt } from '../src/session/totp.ts';
import type { World } from './world.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The bytes of a secret as an authenticator is told it. */
function bytesOf(secret: string): Buffer {
  const bits = [...secret].map((one) => letters.indexOf(one).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

/** Sets up the authenticator of somebody signed in, with the code of that moment. */
export async function setUpAuthenticator(world: World, as: string, now: Date): Promise<void> {
  const post = async <T>(path: string, body: unknown): Promise<T> => {
    const answer = await world.send('POST', path, { as, key: null, body });
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
    return (await answer.json()) as T;
  };
  const kind = 'authenticator';
  const { secret } = await post<{ secret: string }>('/api/session/second-factor/offer', { kind });
  await post('/api/session/second-factor', { code: codeAt(bytesOf(secret), stepAt(now)) });
}

import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A link to a server that a test can break. */
export interface Proxy {
  /** The server's address by way of this link. */
  readonly url: string;
  /** Keeps back what the server says, on every connection, until `cut`. */
  hold(): void;
  /** Breaks every connection; new ones pass again. */
  cut(): void;
  /** Passes nothing either way, also for new connections, until `thaw` or `cut`. */
  freeze(): void;
  /** Passes again, and first what was kept back meanwhile. */
  thaw(): void;
  /** From now on everything comes so many milliseconds later, each way. */
  delay(ms: number): void;
  /** Refuses connections until `open`. */
  shut(): Promise<void>;
  open(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a link to the server of `url` on a free port of 127.0.0.1. */
export async function startProxy(url: string): Promise<Proxy> {
  const target = new URL(url);
  const pairs = new Set<readonly [Socket, Socket]>();
  let mode: 'pass' | 'hold' | 'freeze' = 'pass';
  let later = 0;

  /** Hands on what `from` says, in its order; while frozen it stays where it is. */
  const hand = (from: Socket, to: Socket, passes: () => boolean): void => {
    let last = 0;
    from.on('data', (bytes) => {
      if (!passes()) return;
      const now = performance.now();
      last = Math.max(last, now + later);
      if (last <= now) to.write(bytes);
      else setTimeout(() => !to.destroyed && to.write(bytes), last - now);
    });
    if (mode === 'freeze') from.pause();
  };

  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    const pair = [near, far] as const;
    pairs.add(pair);
    const drop = (): void => {
      near.destroy();
      far.destroy();
      pairs.delete(pair);
    };
    hand(near, far, () => true);
    hand(far, near, () => mode !== 'hold');
    for (const socket of pair) socket.on('error', drop).on('close', drop);
  });
  const listen = async (port: number): Promise<void> => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  };
  const cut = (): void => {
    mode = 'pass';
    for (const [near, far] of pairs) {
      near.destroy();
      far.destroy();
    }
  };
  await listen(0);
  const { port } = server.address() as { port: number };
  const near = new URL(url);
  near.port = String(port);
  return {
    url: near.href,
    hold: () => void (mode = 'hold'),
    freeze() {
      mode = 'freeze';
      for (const socket of [...pairs].flat()) socket.pause();
    },
    thaw() {
      mode = 'pass';
      for (const socket of [...pairs].flat()) socket.resume();
    },
    delay: (ms) => void (later = ms),
    cut,
    async shut() {
      const closed = once(server, 'close');
      server.close();
      cut();
      await closed;
    },
    open: () => listen(port),
    async stop() {
      cut();
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      cut();
      await closed;
    },
  };
}

import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A listening server. */
export interface Listening {
  port: number;
  /** Stops taking requests, lets those under way finish for at most `patienceMs`, then cuts them. */
  close(patienceMs: number): Promise<void>;
}

/** Listens on the wanted port (0: any), or, where it is taken, on the next free one of `more` above it. */
export async function listen(handler: RequestListener, wanted: number, host?: string, more = 50): Promise<Listening> {
  for (let port = wanted; ; port++) {
    const server = createServer({ requestTimeout: 60_000, headersTimeout: 15_000 }, handler);
    try {
      server.listen({ port, ...(host ? { host } : {}) });
      await once(server, 'listening');
      return { port: (server.address() as AddressInfo).port, close: (patienceMs) => close(server, patienceMs) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE' || port >= wanted + more) throw error;
    }
  }
}

async function close(server: Server, patienceMs: number): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), patienceMs);
  await closed;
  clearTimeout(cut);
}

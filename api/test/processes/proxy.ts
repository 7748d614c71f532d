import { once } from 'node:events';
import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Where requests go: the ports of the API's processes in turn, and of the pages. */
export interface Behind {
  readonly api: readonly number[];
  readonly web: number;
  /** Paths of the API, `*` at the end for all below. */
  readonly paths: readonly string[];
}

/** A proxy as the one in the compose file: by path, to the next process that takes the connection. */
export async function openProxy(behind: Behind): Promise<{ readonly address: string; close(): void }> {
  let turn = 0;
  const ofApi = (path: string): boolean =>
    behind.paths.some((one) => (one.endsWith('*') ? path.startsWith(one.slice(0, -1)) : path === one));
  const server = createServer((request, response) => {
    const toApi = ofApi((request.url ?? '/').split('?')[0]!);
    turn += 1;
    const ports = toApi ? behind.api.map((_, at) => behind.api[(turn + at) % behind.api.length]!) : [behind.web];
    void collected(request).then((body) => pass(request, response, body, ports));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    address: `http://localhost:${(server.address() as AddressInfo).port}`,
    close(): void {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function collected(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/**
 * Tries one port after another, as the proxy of the compose file does: a process that is gone refuses the connection and has seen nothing, and one
 * that ends closes connections that were kept for the next request.
 */
function pass(
  request: IncomingMessage,
  response: ServerResponse,
  body: Buffer,
  [port, ...others]: readonly number[],
): void {
  const headers = {
    ...request.headers,
    'x-forwarded-for': request.socket.remoteAddress ?? '',
    'x-forwarded-proto': 'http',
    'x-forwarded-host': request.headers.host ?? '',
  };
  const inner = ask({ host: '127.0.0.1', port, method: request.method, path: request.url, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
    answer.on('error', () => response.destroy());
  });
  inner.on('error', (error: NodeJS.ErrnoException) => {
    const unseen = error.code === 'ECONNREFUSED' || (error.code === 'ECONNRESET' && inner.reusedSocket);
    if (unseen && others.length > 0) return pass(request, response, body, others);
    if (response.headersSent) response.destroy();
    else response.writeHead(502).end();
  });
  response.on('close', () => inner.destroy());
  inner.end(body);
}

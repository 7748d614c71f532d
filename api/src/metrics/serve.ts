import { listen, type Listening } from '../http.ts';
import type { Metrics } from './metrics.ts';

/** Serves the figures at /metrics on a port of their own, which is not for the public. */
export function serveMetrics(
  metrics: Pick<Metrics, 'text' | 'contentType'>,
  port: number,
  host?: string,
): Promise<Listening> {
  return listen(
    (request, response) => {
      if (request.url !== '/metrics') return void response.writeHead(404).end();
      metrics.text().then(
        (text) => response.writeHead(200, { 'content-type': metrics.contentType }).end(text),
        () => response.writeHead(500).end(),
      );
    },
    port,
    host,
    0,
  );
}

import { placesOf } from '@peremena/events/store';
import { pino } from 'pino';
import { onStop, openEnding } from './ending.ts';
import { trustedProxies } from './forwarded.ts';
import { front } from './front.ts';
import { listen } from './http.ts';
import { openMetrics } from './metrics/metrics.ts';
import { serveMetrics } from './metrics/serve.ts';
import { providerSettings } from './session/provider/settings.ts';
import { followProjector, migrateRooms, openApi } from './open-api.ts';

/**
 * The API as a process of its own, beside projections and web; as many of them as wanted. Environment: see `placesOf`, `PORT` (default
 * 4001), `HOST`, `PEREMENA_METRICS_PORT` (default 9464, 0: any), `PEREMENA_PROXIES` (addresses and networks of the proxy and of web), `PEREMENA_LOG` (level, default info);
 * a provider to sign in through: see `providerSettings`.
 */
const log = pino({ level: process.env['PEREMENA_LOG'] ?? 'info', base: null });
const ending = openEnding((error) => log.error({ err: error }, 'a part did not close'));

try {
  const places = placesOf(process.env);
  const provider = providerSettings(process.env);
  await migrateRooms(places);
  const metrics = openMetrics();
  const { api, close } = await openApi(places, log, { metrics, provider });
  ending.later(close);
  const following = followProjector(api, places, log);
  ending.later(() => following.stop());
  const trusted = trustedProxies(process.env['PEREMENA_PROXIES']);
  const port = Number(process.env['PORT'] ?? 4001);
  const server = await listen(front(api.fetch, null, trusted), port, process.env['HOST'], 0);
  ending.later(() => server.close(5_000));
  // Event streams never end by themselves: first they, then the server.
  ending.later(() => api.close());
  const figures = Number(process.env['PEREMENA_METRICS_PORT'] ?? 9464);
  const told = await serveMetrics(metrics, figures, process.env['HOST']);
  ending.later(() => told.close(1_000));
  log.info({ port: server.port, metrics: told.port }, 'the API answers');
  onStop(() => void ending.run().then(() => process.exit()));
} catch (error) {
  log.fatal(error instanceof Error ? error.message : String(error));
  await ending.run();
  process.exitCode = 1;
}

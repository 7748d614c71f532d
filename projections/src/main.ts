import { placesOf, prepareLog } from '@peremena/events/store';
import { openReadModels } from './core/connection.ts';
import { progressNotifier } from './core/follow.ts';
import { openProjector } from './projector.ts';

/** The projector as a process of its own. Of several one works and the others wait for its end. Environment: see `placesOf`. */
const say = (text: string): boolean => process.stderr.write(`${text}\n`);
const stop = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort());

try {
  const places = placesOf(process.env);
  const { databaseUrl: url } = places;
  await prepareLog(places);
  const projector = await openProjector({ ...places, url });
  const sql = openReadModels({ url, max: 1 });
  const notify = progressNotifier(sql);
  try {
    await projector.run(stop.signal, notify, (error) => say(String(error)));
  } finally {
    await Promise.all([projector.close(), sql.end({ timeout: 5 })]);
  }
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

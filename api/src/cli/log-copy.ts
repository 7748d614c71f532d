import { parseArgs } from 'node:util';
import {
  copyLog,
  eventStoreUrlOf,
  LogsDiffer,
  openEventStoreDb,
  openPostgresStore,
  prepareLog,
  type EventStore,
} from '@peremena/events/store';
import { openDataFolder } from '../data-folder.ts';
import { openDatabases } from '../embedded/index.ts';
import { openEnding } from '../ending.ts';
import type { Command } from './command.ts';
import { progressLine } from './progress-line.ts';
import { words } from './words.ts';

/**
 * `log copy FROM TO`: brings the log of one store into another. Each is `postgres` or `eventstoredb`, this instance's own, or an address.
 * 1 where the logs differ, or where events came to the source meanwhile.
 */
export const copyCommand: Command = async (args, { say, warn, language, stderr }) => {
  const { positionals } = parseArgs({ args: [...args], allowPositionals: true });
  const [source, target, ...more] = positionals;
  const told = words[language];
  if (!source || !target || source === target || more.length > 0) throw new TypeError(told.copyUsage);
  const ending = openEnding((error) => warn(String(error)));
  const later = (store: EventStore): EventStore => {
    ending.later(() => store.close());
    return store;
  };
  const progress = progressLine(stderr, told.copying, told.left);
  try {
    const [from, to] = [later(await openPlace(source, 'reader')), later(await openPlace(target, 'writer'))];
    const head = await from.head();
    const copied = await copyLog({
      from,
      to,
      // Positions of a log need not be numbers of events; how far it is, they tell all the same.
      progress: (events, at) => progress.show(events, Math.round((events * Number(head)) / Number(at))),
    });
    progress.end();
    const late = (await from.readAll({ after: copied.upTo, limit: 10_000 })).length;
    if (late > 0) warn(told.cameMeanwhile(late));
    say(told.copied(copied.events, copied.copied));
    say(`${source} ${copied.fromRoot}  ${target} ${copied.toRoot}`);
    return late > 0 ? 1 : 0;
  } catch (error) {
    progress.end();
    if (!(error instanceof LogsDiffer)) throw error;
    warn(told.logsDiffer(error.number, error.message));
    return 1;
  } finally {
    await ending.run();
  }

  async function openPlace(word: string, role: 'reader' | 'writer'): Promise<EventStore> {
    const eventStoreUrl = /^esdb/.test(word)
      ? word
      : word === 'eventstoredb'
        ? eventStoreUrlOf({ ...process.env, PEREMENA_STORE: 'eventstoredb' })
        : undefined;
    if (eventStoreUrl !== undefined) return openEventStoreDb({ url: eventStoreUrl });
    const url = await postgresUrl(word);
    if (role === 'writer') await prepareLog({ databaseUrl: url });
    return openPostgresStore({ url, migrate: false, role });
  }

  async function postgresUrl(word: string): Promise<string> {
    if (/^postgres(ql)?:/.test(word)) return word;
    if (word !== 'postgres') throw new TypeError(told.copyUsage);
    const databases = await openDatabases(await openDataFolder());
    ending.later(() => databases.stop());
    return databases.databaseUrl;
  }
};

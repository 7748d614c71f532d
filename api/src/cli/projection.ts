import { parkedEvents, readModels, resetReadModels, status } from '@peremena/projections/queries';
import { openDataFolder } from '../data-folder.ts';
import { openDatabases } from '../embedded/index.ts';
import type { Command } from './command.ts';
import { withInstance } from './instance.ts';
import { words } from './words.ts';

/** `projection status`: where each read model stands in the log, and what it set aside. */
export const statusCommand: Command = (_, { say, language }) =>
  withInstance(async ({ api: { parts } }) => {
    const { sql, store } = parts;
    const head = await store.head();
    const [there] = await sql<{ found: boolean }[]>`select to_regclass('checkpoints') is not null as found`;
    if (!there?.found) {
      say(words[language].unprojected(head));
      return 0;
    }
    for (const { readModel, version, position, parkedStreams, parkedEvents: events } of await status(sql, readModels)) {
      const parked = parkedStreams > 0 ? `  parked: ${events} events of ${parkedStreams} streams` : '';
      say(`${readModel.padEnd(20)} v${version}  ${position} of ${head}${parked}`);
    }
    for (const { readModel, stream, position, reason } of await parkedEvents(sql))
      say(`parked  ${readModel}  ${stream}  ${position}  ${reason}`);
    return 0;
  });

/** `projection rebuild NAME|all`: builds anew beside the live one; a running copy goes on. */
export const rebuildCommand: Command = (names, { say, warn, language }) =>
  withInstance(async ({ project }) => {
    const known = readModels.map(({ name }) => name);
    const asked = names.length === 1 && names[0] === 'all' ? 'all' : names;
    if (asked.length === 0 || (asked !== 'all' && asked.some((name) => !known.includes(name)))) {
      warn(`projection rebuild all | ${known.join(' | ')}`);
      return 2;
    }
    const projector = project();
    await projector.ready;
    say(words[language].rebuilt(await projector.rebuild(asked)));
    return 0;
  });

/** `projection reset`: removes the read models, for a log in another place; not beside a running projector. */
export const resetCommand: Command = async (_, { say, warn, language }) => {
  const databases = await openDatabases(await openDataFolder());
  try {
    const done = await resetReadModels(databases.databaseUrl);
    if (done) say(words[language].reset);
    else warn(words[language].projectorWorks);
    return done ? 0 : 1;
  } finally {
    await databases.stop();
  }
};

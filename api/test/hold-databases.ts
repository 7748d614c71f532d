import { openDataFolder } from '../src/data-folder.ts';
import { openDatabases } from '../src/embedded/index.ts';

const databases = await openDatabases(await openDataFolder({ PEREMENA_DATA: process.argv[2] }), {});
console.log(databases.databaseUrl);
const hold = setInterval(() => undefined, 60_000);
process.once('SIGTERM', () => {
  clearInterval(hold);
  void databases.stop();
});

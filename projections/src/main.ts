import { openProjector } from './projector.ts';

/** The projector as a process of its own. Environment: `DATABASE_URL`, `VAULT_URL`, `PEREMENA_MASTER_KEY` (a file). */
function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
}

const stop = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort());

const projector = await openProjector({
  url: required('DATABASE_URL'),
  vaultUrl: required('VAULT_URL'),
  masterKeyFile: required('PEREMENA_MASTER_KEY'),
});
try {
  await projector.run(
    stop.signal,
    () => undefined,
    (error) => process.stderr.write(`${String(error)}\n`),
  );
} finally {
  await projector.close();
}

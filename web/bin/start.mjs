// The pages as a process of their own, behind a proxy that sends /api, /healthz and /readyz to the API and everything else here.
// Environment: PEREMENA_API (address of the API), PORT (default 4002), HOST. What the proxy says of protocol, host and address counts.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const builds = new URL('../.built/', import.meta.url);
const name = await readFile(new URL('current', builds), 'utf8').catch(() => '');
if (!name || !process.env.PEREMENA_API) {
  console.error(
    name ? 'PEREMENA_API is not set: the address of the API.' : 'The pages are not built: node web/bin/build.mjs',
  );
  process.exit(1);
}
process.env.PORT ??= '4002';
process.env.PROTOCOL_HEADER = 'x-forwarded-proto';
process.env.HOST_HEADER = 'x-forwarded-host';
process.env.BODY_SIZE_LIMIT = '2M';
process.env.ADDRESS_HEADER = 'x-forwarded-for';
process.env.SHUTDOWN_TIMEOUT ??= '5';
await import(fileURLToPath(new URL(`${name.trim()}/index.js`, builds)));

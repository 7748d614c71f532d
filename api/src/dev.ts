import { createRequire } from 'node:module';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { runAll } from './run-all.ts';

/** As much of Vite as is used here; the package itself belongs to the pages. */
interface Vite {
  createServer(options: object): Promise<{
    middlewares: (request: IncomingMessage, response: ServerResponse, next: () => void) => void;
  }>;
}

const web = fileURLToPath(new URL('../../web/', import.meta.url));

// Pages under development are served from their sources and call the API through the port.
await runAll(async () => {
  const path = createRequire(`${web}package.json`).resolve('vite');
  const { createServer } = (await import(pathToFileURL(path).href)) as Vite;
  process.chdir(web);
  process.env['PEREMENA_API'] = `http://127.0.0.1:${process.env['PORT'] ?? 4000}`;
  const { middlewares } = await createServer({ root: web, configLoader: 'native', server: { middlewareMode: true } });
  return async (request, response) => middlewares(request, response, () => response.writeHead(404).end());
});

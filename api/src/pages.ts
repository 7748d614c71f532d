import type { IncomingMessage, ServerResponse } from 'node:http';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The API as a function: what pages call instead of going out through the network. */
export type Api = (request: Request) => Promise<Response>;

/** Answers a request for a page or one of its files. */
export type Pages = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

interface Respond {
  (request: Request, options: { platform?: object }): Promise<Response>;
}
interface Built {
  handler: (request: IncomingMessage, response: ServerResponse, next: () => void) => unknown;
}

const builds = fileURLToPath(new URL('../../web/.built', import.meta.url));

/** The newest build of the pages; throws when there is none. */
export async function findBuild(): Promise<string> {
  const name = await readFile(join(builds, 'current'), 'utf8').catch(() => '');
  const folder = join(builds, name.trim());
  if (!name || !(await stat(folder).catch(() => null)))
    throw new Error('The pages are not built yet: use `npm start`.');
  return folder;
}

/** Loads a build of the pages and gives every request the API as `platform.api`, so that no call leaves the process. */
export async function loadPages(folder: string, api: Api): Promise<Pages> {
  // Plain http is the rule on a school's network; a proxy in front says otherwise in this header (see `forwarded.ts`).
  process.env['PROTOCOL_HEADER'] = 'x-forwarded-proto';
  process.env['HOST_HEADER'] = 'x-forwarded-host';
  process.env['ADDRESS_HEADER'] = 'x-forwarded-for';
  // The largest that any page takes, a whole school in a file; each page has its own limit (`body-limit.ts` of the pages).
  process.env['BODY_SIZE_LIMIT'] = '65M';
  const load = (file: string): Promise<unknown> => import(pathToFileURL(join(folder, file)).href);
  const { server } = (await load('adapter-node.js')) as { server: { respond: Respond } };
  const respond = server.respond.bind(server);
  server.respond = (request, options) => respond(request, { ...options, platform: { ...options.platform, api } });
  const { handler } = (await load('handler.js')) as Built;
  return async (request, response) => {
    await handler(request, response, () => {
      response.statusCode = 404;
      response.end();
    });
  };
}

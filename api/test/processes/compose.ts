import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';

interface Service {
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly [setting: string]: unknown;
}

/** docker-compose.yml as it is written, anchors resolved; `${NAME:-default}` stands for its default. */
export async function composeFile(): Promise<{
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}> {
  const text = await readFile(new URL('../../../docker-compose.yml', import.meta.url), 'utf8');
  return parse(text.replaceAll(/\$\{\w+:-([^}]*)\}/g, '$1'), { merge: true }) as never;
}

/** The paths the proxy sends to the API, as its file says them (`*` at the end). */
export async function pathsOfApi(): Promise<readonly string[]> {
  const text = await readFile(new URL('../../../.docker/Caddyfile', import.meta.url), 'utf8');
  return /@api path (.+)/.exec(text)?.[1]?.trim().split(/\s+/) ?? [];
}

import { readFileSync } from 'node:fs';
import type { Language } from '../../core/problem-table.ts';

/** The provider of OpenID Connect that this deployment signs in through. */
export interface ProviderSettings {
  readonly issuer: URL;
  readonly clientId: string;
  readonly clientSecret: string;
  /** How people call it: the word on the button. */
  readonly labels: Readonly<Record<Language, string>>;
  /** Divided by spaces; `openid` is among them. */
  readonly scopes: string;
  /** The origin people reach this deployment by. */
  readonly address: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

const page = 'See docs/how-to/run-in-production.md.';
const own = /^(localhost|127\.0\.0\.1|\[::1\])$/;

/**
 * The provider out of the environment: `OIDC_ISSUER`, `OIDC_CLIENT_ID`, `OIDC_CLIENT_SECRET` (or the file `OIDC_CLIENT_SECRET_FILE` names),
 * `OIDC_LABEL_RU`, `OIDC_LABEL_EN`, `OIDC_SCOPES`, and `PEREMENA_ADDRESS`. Null where no issuer is set. Throws one sentence that says what is
 * wrong with them; nothing is asked of the provider here.
 */
export function providerSettings(env: Environment): ProviderSettings | null {
  const text = (name: string): string => env[name]?.trim() ?? '';
  if (text('OIDC_ISSUER') === '') return null;
  const issuer = urlIn('OIDC_ISSUER', text('OIDC_ISSUER'));
  if (issuer.protocol !== 'https:' && !(issuer.protocol === 'http:' && own.test(issuer.hostname)))
    throw new Error(`OIDC_ISSUER: has to begin with https:// (http:// on this very machine alone). ${page}`);
  if (issuer.search || issuer.hash) throw new Error(`OIDC_ISSUER: has no "?" and no "#". ${page}`);
  const clientSecret = text('OIDC_CLIENT_SECRET') || secretIn(text('OIDC_CLIENT_SECRET_FILE'));
  const needed = {
    OIDC_CLIENT_ID: text('OIDC_CLIENT_ID'),
    'OIDC_CLIENT_SECRET (or OIDC_CLIENT_SECRET_FILE)': clientSecret,
    PEREMENA_ADDRESS: text('PEREMENA_ADDRESS'),
  };
  const missing = Object.entries(needed).flatMap(([name, value]) => (value === '' ? [name] : []));
  if (missing.length > 0) throw new Error(`${missing.join(', ')}: not set, and OIDC_ISSUER needs it. ${page}`);
  const address = urlIn('PEREMENA_ADDRESS', needed.PEREMENA_ADDRESS);
  if (!/^https?:$/.test(address.protocol) || address.pathname !== '/' || address.search || address.hash)
    throw new Error(`PEREMENA_ADDRESS: a protocol and a name, such as https://school.example. ${page}`);
  const ru = text('OIDC_LABEL_RU') || text('OIDC_LABEL_EN') || issuer.hostname;
  const scopes = new Set(['openid', ...text('OIDC_SCOPES').split(/\s+/).filter(Boolean)]);
  return {
    issuer,
    clientId: needed.OIDC_CLIENT_ID,
    clientSecret,
    labels: { ru, en: text('OIDC_LABEL_EN') || ru },
    scopes: [...scopes].join(' '),
    address: address.origin,
  };
}

function urlIn(name: string, text: string): URL {
  if (!URL.canParse(text)) throw new Error(`${name}: "${text}" is no address. ${page}`);
  return new URL(text);
}

function secretIn(file: string): string {
  if (file === '') return '';
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    throw new Error(`OIDC_CLIENT_SECRET_FILE: ${file} cannot be read. ${page}`);
  }
}

import { createHash } from 'node:crypto';
import { type Language, problems } from '../core/problem-table.ts';
import type { RegisteredRoute } from '../core/registry.ts';

const style = `
:root { color-scheme: light dark; font: 16px/1.5 'Golos Text', system-ui, sans-serif; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; background: light-dark(#fbfaf6, #14181c); color: light-dark(#1d2322, #e7e9e4); }
h2 { margin-top: 2.5rem; font-size: 1.25rem; }
table { border-collapse: collapse; width: 100%; }
td, th { text-align: left; vertical-align: top; padding: .5rem .75rem .5rem 0; border-top: 1px solid light-dark(#dcd9cf, #333a40); }
code { font-family: ui-monospace, monospace; font-size: .9em; overflow-wrap: anywhere; }
:target td { background: light-dark(#fff3c4, #4a4020); }
`;

interface Specification {
  readonly paths: object;
}
interface Operation {
  readonly summary?: string;
}

const words = {
  ru: { title: 'API «Перемены»', routes: 'Запросы', policy: 'право', problems: 'Отказы', document: 'документ OpenAPI', everybody: 'без входа' },
  en: { title: 'Peremena API', routes: 'Requests', policy: 'right', problems: 'Problems', document: 'OpenAPI document', everybody: 'no sign-in' },
} as const;

/** The API as one page without scripts, and the content security policy that lets just its style through. */
export function docsPage(
  { paths }: Specification,
  registered: readonly RegisteredRoute[],
  language: Language,
): { readonly html: string; readonly policy: string } {
  const say = words[language];
  const byPath = paths as Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  const rows = registered.map(({ method, path, policy }) => {
    const summary = byPath[path.replaceAll(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()]?.summary ?? '';
    const right = 'action' in policy ? `${policy.action}${policy.stepUp ? ' !' : ''}` : say.everybody;
    return `<tr><td><code>${escape(method)} ${escape(path)}</code><td>${escape(summary)}<td><code>${escape(right)}</code>`;
  });
  const refusals = Object.entries(problems).map(
    ([code, row]) => `<tr id="${escape(code)}"><td><code>${escape(code)}</code><td>${row.status}<td>${escape(row[language])}`,
  );
  const html = `<!doctype html>
<html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${say.title}</title>
<style>${style}</style>
<h1>${say.title}</h1><p><a href="/api/openapi.json">${say.document}</a>
<h2>${say.routes}</h2><table><tbody>${rows.join('\n')}</table>
<h2>${say.problems}</h2><table><tbody>${refusals.join('\n')}</table></html>`;
  const hash = createHash('sha256').update(style).digest('base64');
  return { html, policy: `default-src 'none'; style-src 'sha256-${hash}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'` };
}

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

import { error } from '@sveltejs/kit';
import type { Handle, HandleServerError } from '@sveltejs/kit/hooks';
import { tooLarge } from '#lib/server/body-limit.ts';
import { leadsToSetUp } from '#lib/server/first-run.ts';
import { languageOf } from '#lib/i18n/language.ts';
import { shellWords } from '#lib/i18n/shell.ts';
import { sayFrom } from '#lib/i18n/words.ts';
import { newCommandId } from '#lib/marking/command-id.ts';
import { themeOf } from '#lib/theme.ts';

const headers = {
  'cache-control': 'private, no-cache',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=()',
  'cross-origin-opener-policy': 'same-origin',
};

/** Language, theme and request id of every page, and the headers none may lack. */
export const handle: Handle = async ({ event, resolve }) => {
  const { locals, cookies, request } = event;
  locals.language = languageOf(cookies.get('language'), request.headers.get('accept-language'));
  locals.theme = themeOf(cookies.get('theme'));
  locals.requestId = newCommandId();
  if (tooLarge(request, event.route.id)) error(413, sayFrom(shellWords(locals.language), locals.language)('tooLarge'));
  if (await leadsToSetUp(event))
    return new Response(null, { status: 303, headers: { ...headers, location: '/setup' } });
  const response = await resolve(event, {
    transformPageChunk: ({ html }) => html.replace('%lang%', locals.language).replace('%theme%', locals.theme),
    preload: ({ type, path }) => type !== 'font' || partsOf[locals.language].some((part) => path.includes(part)),
  });
  for (const [name, value] of Object.entries(headers)) {
    if (!response.headers.has(name)) response.headers.set(name, value);
  }
  // What a signed-in person was shown is not kept: Back after signing out has to ask, and is sent to the sign-in page.
  if (event.route.id?.startsWith('/(app)')) response.headers.set('cache-control', 'private, no-store');
  response.headers.set('x-request-id', locals.requestId);
  return response;
};

const partsOf = { ru: ['golos-figures', 'golos-cyrillic'], en: ['golos-figures', 'golos-latin'] };

/** What a person reads when our own code failed: never the reason itself, but a number to quote. */
export const handleError: HandleServerError = ({ kind, error: thrown, event }) => {
  const { language = 'ru', requestId } = event.locals;
  if (kind === 'app') return { requestId };
  const say = sayFrom(shellWords(language), language);
  if (kind === 'framework') return { message: say(thrown.status === 404 ? 'notFound' : 'failed'), requestId };
  console.error(`request ${requestId} failed`, thrown);
  return { message: say('failed'), requestId };
};

import { redirect } from '@sveltejs/kit';
import { actingCookie } from '#lib/acting.ts';
import { languages } from '#lib/i18n/language.ts';
import { nextOf } from '#lib/server/next.ts';
import { themes } from '#lib/theme.ts';
import type { RequestHandler } from './$types';

const isUuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
const year = { path: '/', maxAge: 60 * 60 * 24 * 365, httpOnly: true, sameSite: 'lax' } as const;

/** Keeps the choice of language, appearance and role on this device, signed in or not. */
export const POST: RequestHandler = async ({ request, cookies, url }) => {
  const form = await request.formData();
  const secure = url.protocol === 'https:';
  const language = languages.find((one) => one === form.get('language'));
  const theme = themes.find((one) => one === form.get('theme'));
  if (language) cookies.set('language', language, { ...year, secure });
  if (theme) cookies.set('theme', theme, { ...year, secure });
  const acting = form.get('acting');
  if (typeof acting === 'string' && isUuid.test(acting)) cookies.set(actingCookie, acting, { ...year, secure });
  const back = String(form.get('back') ?? '/');
  redirect(303, back === '/sign-in' ? back : nextOf(back));
};

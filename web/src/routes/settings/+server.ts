import { redirect } from '@sveltejs/kit';
import { languages } from '#lib/i18n/language.ts';
import { nextOf } from '#lib/server/next.ts';
import { themes } from '#lib/theme.ts';
import type { RequestHandler } from './$types';

const year = { path: '/', maxAge: 60 * 60 * 24 * 365, httpOnly: true, sameSite: 'lax' } as const;

/** Keeps the choice of language and appearance on this device, signed in or not. */
export const POST: RequestHandler = async ({ request, cookies, url }) => {
  const form = await request.formData();
  const secure = url.protocol === 'https:';
  const language = languages.find((one) => one === form.get('language'));
  const theme = themes.find((one) => one === form.get('theme'));
  if (language) cookies.set('language', language, { ...year, secure });
  if (theme) cookies.set('theme', theme, { ...year, secure });
  const back = String(form.get('back') ?? '/');
  redirect(303, back === '/sign-in' ? back : nextOf(back));
};

import { shellWords } from '#lib/i18n/shell.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals }) => ({
  language: locals.language,
  theme: locals.theme,
  shell: shellWords(locals.language),
});

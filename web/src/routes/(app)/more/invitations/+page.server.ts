import { apiOf } from '#lib/api.ts';
import { invitationsWords } from '#lib/i18n/invitations.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { classes } = await apiOf(event).read(({ invitations }) => invitations.$get({ query: {} }));
  return { classes, words: invitationsWords(event.locals.language), deep: true };
};

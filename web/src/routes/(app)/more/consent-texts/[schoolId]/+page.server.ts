import { consentKinds } from '@peremena/events';
import { apiOf } from '#lib/api.ts';
import { consentsWords } from '#lib/i18n/consents.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  event.depends('app:live');
  const found = await apiOf(event).read(({ schools }) =>
    schools[':schoolId']['consent-texts'].$get({ param: event.params }),
  );
  const kinds = consentKinds.map((kind) => ({ kind, texts: found.texts.filter((text) => text.kind === kind) }));
  const published = event.url.searchParams.has('published');
  return { ...found, kinds, published, words: consentsWords(event.locals.language), deep: true };
};

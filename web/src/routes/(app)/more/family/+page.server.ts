import { redirect } from '@sveltejs/kit';
import { apiOf } from '#lib/api.ts';
import { guardiansWords } from '#lib/i18n/guardians.ts';
import { newCommandId } from '#lib/marking/command-id.ts';
import { commandIdOf } from '#lib/server/command-id.ts';
import { field, notWritten } from '#lib/server/propose.ts';
import { writeProven } from '#lib/server/step-up.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  event.depends('app:live');
  const { families } = await apiOf(event).read(({ guardianships }) => guardianships.$get({ query: {} }));
  return { families, words: guardiansWords(event.locals.language), nonce: newCommandId(), deep: true };
};

export const actions: Actions = {
  /** A pupil of full age lets a guardian go on, or no more. */
  consent: async (event) => {
    const form = await event.request.formData();
    const [pupilId, guardianId] = [field(form, 'pupilId') ?? '', field(form, 'guardianId') ?? ''];
    const body = { given: form.get('given') === 'yes' };
    const written = await writeProven(event, form, (api) =>
      api.write(
        'PUT',
        `/api/guardianships/${encodeURIComponent(pupilId)}/consents/${encodeURIComponent(guardianId)}`,
        body,
        commandIdOf(form.get('nonce'), { ...body, guardianId }),
      ),
    );
    if (written.ok) redirect(303, event.url.pathname);
    return notWritten(form, written);
  },
};

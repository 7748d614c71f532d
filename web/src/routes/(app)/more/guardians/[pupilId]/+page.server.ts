import { error, redirect } from '@sveltejs/kit';
import { apiOf } from '#lib/api.ts';
import { guardiansWords } from '#lib/i18n/guardians.ts';
import { ledSchool } from '#lib/led.ts';
import { newCommandId } from '#lib/marking/command-id.ts';
import { commandIdOf } from '#lib/server/command-id.ts';
import { field, notWritten, propose } from '#lib/server/propose.ts';
import { writeProven } from '#lib/server/step-up.ts';
import type { Actions, PageServerLoad } from './$types';
import { actOf, changes } from './act.ts';

export const load: PageServerLoad = async (event) => {
  event.depends('app:live');
  const { pupilId } = event.params;
  const { me } = await event.parent();
  const asked = event.url.searchParams;
  const q = (asked.get('q') ?? '').trim().slice(0, 120);
  const api = apiOf(event);
  const admin = ledSchool(me)?.role === 'admin';
  const [family, people] = await Promise.all([
    api.read(({ guardianships }) => guardianships[':pupilId'].$get({ param: { pupilId }, query: {} })),
    q && admin ? api.read(({ accounts }) => accounts.$get({ query: { q } })) : null,
  ]);
  const found = people?.groups.find(({ role }) => role === 'admin')?.people ?? [];
  return {
    family,
    admin,
    change: admin ? (changes.find((one) => one === asked.get('do')) ?? null) : null,
    guardianId: asked.get('guardian'),
    orderId: asked.get('order'),
    q,
    found: found.filter(({ id }) => id !== pupilId),
    words: guardiansWords(event.locals.language),
    nonce: newCommandId(),
    deep: true,
  };
};

export const actions: Actions = {
  /** Somebody the school does not know is registered, and then chosen like anybody else. */
  register: async (event) => {
    const form = await event.request.formData();
    const schoolId = field(form, 'schoolId') ?? '';
    const body = {
      familyName: field(form, 'familyName') ?? '',
      givenName: field(form, 'givenName') ?? '',
      middleName: field(form, 'middleName'),
    };
    const written = await writeProven(event, form, (api) =>
      api.write<{ personId: string }>(
        'POST',
        `/api/schools/${schoolId}/people`,
        body,
        commandIdOf(form.get('nonce'), body),
      ),
    );
    if (!written.ok) return notWritten(form, written);
    const name = [body.familyName, body.givenName].join(' ');
    redirect(303, `?do=link&guardian=${written.value.personId}&q=${encodeURIComponent(name)}`);
  },
  propose: async (event) => {
    const form = await event.request.formData();
    const change = changes.find((one) => one === event.url.searchParams.get('do'));
    if (!change) error(404);
    return propose(event, form, field(form, 'schoolId') ?? '', actOf(change, form, event.params.pupilId));
  },
};

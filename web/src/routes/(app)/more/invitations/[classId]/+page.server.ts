import { fail, type RequestEvent } from '@sveltejs/kit';
import type { AnswerOf, Api } from '#lib/answers.ts';
import { apiOf } from '#lib/api.ts';
import { dateAt } from '#lib/i18n/dates.ts';
import { invitationsWords } from '#lib/i18n/invitations.ts';
import { newCommandId } from '#lib/marking/command-id.ts';
import { commandIdOf } from '#lib/server/command-id.ts';
import { qrPath } from '#lib/server/qr.ts';
import { writeProven } from '#lib/server/step-up.ts';
import type { Actions, PageServerLoad } from './$types';

type Printed = AnswerOf<Api['classes'][':classId']['invitations']['$post']>;

export const load: PageServerLoad = async (event) => {
  const { classId } = event.params;
  const sheet = await apiOf(event).read(({ classes }) =>
    classes[':classId'].invitations.$get({ param: { classId }, query: {} }),
  );
  return { ...sheet, words: invitationsWords(event.locals.language), nonce: newCommandId(), deep: true };
};

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    const person = String(form.get('personId') ?? '');
    const nonce = form.get('nonce');
    const body = { personId: person || null };
    const path = `/api/classes/${event.params.classId}/invitations`;
    const written = await writeProven(event, form, (api) =>
      api.write<Printed>('POST', path, body, commandIdOf(nonce, body)),
    );
    if (written.ok) return { printed: slips(event, written.value) };
    const kept = { person, nonce: typeof nonce === 'string' ? nonce : '' };
    if ('proof' in written) return fail(403, { kept, proof: written.proof });
    return fail(written.problem.status, { kept, fault: written.problem.detail });
  },
};

function slips({ url }: RequestEvent, printed: Printed) {
  const address = `${url.origin}/invitation`;
  return {
    address: address.replace(/^https?:\/\//, ''),
    until: printed.until && dateAt(printed.until, printed.class.timeZone),
    class: printed.class,
    slips: printed.invitations.map((one) => ({ ...one, qr: qrPath(`${address}#${one.code}`) })),
  };
}

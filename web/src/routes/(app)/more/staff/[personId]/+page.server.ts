import { error, redirect } from '@sveltejs/kit';
import { apiOf } from '#lib/api.ts';
import { staffWords } from '#lib/i18n/staff.ts';
import { ledSchool } from '#lib/led.ts';
import { newCommandId } from '#lib/marking/command-id.ts';
import { commandIdOf } from '#lib/server/command-id.ts';
import { field, notWritten, propose } from '#lib/server/propose.ts';
import { writeProven } from '#lib/server/step-up.ts';
import type { Actions, PageServerLoad } from './$types';

const changes = ['teach', 'post', 'leave', 'dismiss'] as const;

export const load: PageServerLoad = async (event) => {
  event.depends('app:live');
  const { me } = await event.parent();
  const school = ledSchool(me);
  if (!school) error(404);
  const param = { schoolId: school.id, personId: event.params.personId };
  const { today, self, member, contacts } = await apiOf(event).read(({ schools }) =>
    schools[':schoolId'].staff[':personId'].$get({ param, query: {} }),
  );
  const asked = event.url.searchParams;
  const mayChange = school.role === 'admin' && self !== member.id;
  return {
    today,
    member,
    contacts,
    school,
    mayChange,
    own: self === member.id,
    saved: asked.has('saved'),
    change: mayChange ? (changes.find((one) => one === asked.get('do')) ?? null) : null,
    post: asked.get('post') === 'head' ? ('head' as const) : ('admin' as const),
    words: staffWords(event.locals.language),
    nonce: newCommandId(),
    deep: true,
  };
};

export const actions: Actions = {
  teach: async (event) => {
    const form = await event.request.formData();
    const body = { from: field(form, 'from') ?? '', to: field(form, 'to') };
    const path = `/api/schools/${field(form, 'schoolId') ?? ''}/staff/${event.params.personId}/teaching`;
    const written = await writeProven(event, form, (api) =>
      api.write('PUT', path, body, commandIdOf(form.get('nonce'), body)),
    );
    if (!written.ok) return notWritten(form, written);
    redirect(303, `${event.url.pathname}?saved`);
  },
  propose: async (event) => {
    const form = await event.request.formData();
    const { personId } = event.params;
    const term = { from: field(form, 'from') ?? '', to: field(form, 'to') };
    const [post, lastDay] = [field(form, 'post') ?? '', field(form, 'lastDay') ?? ''];
    const acts: Readonly<Record<string, object>> = {
      post: { kind: 'take_post', personId, post, ...term },
      leave: { kind: 'leave_post', personId, post, lastDay },
      dismiss: { kind: 'dismiss', personId, lastDay },
    };
    const act = acts[event.url.searchParams.get('do') ?? ''];
    if (!act) error(404);
    return propose(event, form, field(form, 'schoolId') ?? '', act);
  },
};

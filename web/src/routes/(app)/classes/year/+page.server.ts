import { error, fail, type RequestEvent } from '@sveltejs/kit';
import type { AnswerOf, Api } from '#lib/answers.ts';
import { apiOf } from '#lib/api.ts';
import { isDate } from '#lib/i18n/dates.ts';
import { yearWords } from '#lib/i18n/year.ts';
import { newCommandId } from '#lib/marking/command-id.ts';
import { commandIdOf } from '#lib/server/command-id.ts';
import { previewed } from '#lib/server/previewed.ts';
import { writeProven } from '#lib/server/step-up.ts';
import type { Actions, PageServerLoad } from './$types';
import { yearBodyOf } from './body.ts';

type Preview = AnswerOf<Api['schools'][':schoolId']['year']['preview']['$post']>;

export const load: PageServerLoad = async (event) => {
  event.depends('app:live');
  const { me, shell } = await event.parent();
  const schoolId = me.actings.find(({ role }) => role === 'admin')?.schoolId;
  if (!schoolId) error(404, shell.notFound);
  const on = event.url.searchParams.get('on');
  const year = await apiOf(event).read(({ schools }) =>
    schools[':schoolId'].year.$get({ param: { schoolId }, query: isDate(on) ? { on } : {} }),
  );
  return {
    words: yearWords(event.locals.language),
    year,
    nonce: newCommandId(),
    deep: true,
    topics: [`school:${schoolId}`],
  };
};

async function act(event: RequestEvent, confirming: boolean) {
  const form = await event.request.formData();
  return previewed<Preview>(event, {
    ...{ confirming, form, next: '/classes/year' },
    body: yearBodyOf(form),
    path: `/api/schools/${encodeURIComponent(String(form.get('school') ?? ''))}/year`,
  });
}

export const actions: Actions = {
  preview: (event) => act(event, false),
  confirm: (event) => act(event, true),
  undo: async (event) => {
    const form = await event.request.formData();
    const body = { changeId: String(form.get('changeId') ?? '') };
    const path = `/api/schools/${encodeURIComponent(String(form.get('school') ?? ''))}/year/undo`;
    const written = await writeProven(event, form, (api) =>
      api.write('POST', path, body, commandIdOf(form.get('nonce'), body)),
    );
    if (written.ok) return { undoing: true };
    if ('proof' in written) return fail(403, { undo: { proof: written.proof, sentence: '' } });
    return fail(written.problem.status, { undo: { proof: null, sentence: written.problem.detail } });
  },
};

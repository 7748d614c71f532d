import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { apiOf, type Written } from '#lib/api.ts';
import type { AnswerOf, Api } from '#lib/answers.ts';
import { moment } from '#lib/i18n/dates.ts';
import { invitationWords } from '#lib/i18n/invitation.ts';
import { sayFrom } from '#lib/i18n/words.ts';
import { newCommandId } from '#lib/marking/command-id.ts';
import type { Actions, PageServerLoad } from './$types';

type Invited = AnswerOf<Api['session']['invitation']['$post']>;
type Problem = Extract<Written<unknown>, { ok: false }>['problem'];

export const load: PageServerLoad = ({ locals }) => ({ words: invitationWords(locals.language) });

// A code travels in bodies only: no address, and so no log and no referrer, ever has it.
const post = <T>(event: RequestEvent, what: string, body: unknown): Promise<Written<T> | null> =>
  apiOf(event)
    .write<T>('POST', `/api/session/invitation${what}`, body, newCommandId())
    .catch(() => null);

export const actions: Actions = {
  look: async (event) => {
    const code = textOf(await event.request.formData(), 'code');
    const answer = await post<Invited>(event, '', { code });
    if (!answer?.ok) return refused(event, code, answer?.problem);
    return { code, invited: answer.value };
  },
  claim: async (event) => {
    const form = await event.request.formData();
    const [code, login] = [textOf(form, 'code'), textOf(form, 'login')];
    const answer = await post(event, '/claim', { code, login, password: String(form.get('password') ?? '') });
    if (answer?.ok) redirect(303, '/');
    const errors = answer?.problem.errors;
    const invited = errors ? await post<Invited>(event, '', { code }) : null;
    if (!errors || !invited?.ok) return refused(event, code, answer?.problem);
    const about = (path: string) => errors.find((fault) => String(fault.path).endsWith(path))?.message;
    return fail(422, {
      code,
      login,
      invited: invited.value,
      faults: { login: about('login'), password: about('password') },
    });
  },
  disown: async (event) => {
    const form = await event.request.formData();
    const [code, why] = [textOf(form, 'code'), textOf(form, 'why')];
    const answer = await post(event, '/disown', { code, why });
    if (!answer?.ok) return refused(event, code, answer?.problem);
    return { disowned: why === 'other_record' ? ('other_record' as const) : ('not_me' as const) };
  },
};

const textOf = (form: FormData, name: string): string => String(form.get(name) ?? '').trim();

function refused({ locals }: RequestEvent, code: string, problem: Problem | undefined) {
  const say = sayFrom(invitationWords(locals.language), locals.language);
  if (!problem) return fail(503, { code, fault: say('trouble') });
  const { at, timeZone, own } = (problem.facts ?? {}) as { at?: string; timeZone?: string; own?: boolean };
  if (own) return { own: true as const };
  const field = problem.errors?.[0]?.message;
  const fault =
    problem.code === 'invitation_used' && at
      ? say('usedAt', { at: moment(at, locals.language, timeZone ?? 'Europe/Moscow') })
      : (field ?? (problem.detail || say('trouble')));
  return fail(problem.status >= 500 ? 503 : problem.status, { code, fault, done: problem.code === 'invitation_done' });
}

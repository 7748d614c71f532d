import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { apiOf } from '#lib/api.ts';
import { lessonWords } from '#lib/i18n/lesson.ts';
import { markingWords } from '#lib/i18n/marking.ts';
import { newCommandId } from '#lib/marking/command-id.ts';
import { commandIdOf } from '#lib/server/command-id.ts';
import type { Actions, PageServerLoad } from './$types';
import { homeworkOf, marksOf, rollOf, topicOf, workOf } from './posted.ts';

const tabs = ['roll', 'marks', 'lesson'] as const;

export const load: PageServerLoad = async (event) => {
  const { params, locals, url } = event;
  event.depends('app:live');
  const page = await apiOf(event).read(({ lessons }) => lessons[':lessonId'].$get({ param: params }));
  const { rollTaken, mayWrite } = page.lesson;
  const first = rollTaken || !mayWrite.attendance ? 'marks' : 'roll';
  const tab = tabs.find((known) => known === url.searchParams.get('tab')) ?? first;
  return {
    words: lessonWords(locals.language),
    marking: markingWords(locals.language),
    page,
    tab,
    nonce: newCommandId(),
    topics: [`group:${page.lesson.group.id}`, `lesson:${page.lesson.id}`],
    deep: true,
  };
};

/** One write of a posted form. What was typed comes back with the refusal. */
async function post(event: RequestEvent, form: FormData, name: string, method: string, path: string, body: object) {
  const commandId = commandIdOf(form.get('nonce'), { path, body });
  const written = await apiOf(event).write(method, `/api/lessons/${event.params['lessonId']}/${path}`, body, commandId);
  if (written.ok) return null;
  const { status, code, detail, errors = [], facts = {} } = written.problem;
  const typed = Object.fromEntries(
    [...form].filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
  const sentence = errors[0]?.message ?? detail;
  return fail(status, {
    form: name,
    code,
    sentence,
    typed,
    current: typeof facts['current'] === 'string' ? facts['current'] : '',
  });
}

const saved = (form: string) => ({ form, code: null, sentence: null, typed: null, current: '' });

export const actions: Actions = {
  roll: async (event) => {
    const form = await event.request.formData();
    const refused = await post(event, form, 'roll', 'PUT', 'attendance', rollOf(form));
    return refused ?? redirect(303, `/lessons/${event.params.lessonId}?tab=marks`);
  },
  marks: async (event) => {
    const form = await event.request.formData();
    const { marks } = marksOf(form);
    const refused = marks.length === 0 ? null : await post(event, form, 'marks', 'POST', 'marks', { marks });
    return refused ?? redirect(303, `/lessons/${event.params.lessonId}?tab=marks`);
  },
  topic: async (event) => {
    const form = await event.request.formData();
    return (await post(event, form, 'topic', 'PUT', 'topic', topicOf(form))) ?? saved('topic');
  },
  homework: async (event) => {
    const form = await event.request.formData();
    return (await post(event, form, 'homework', 'PUT', 'homework', homeworkOf(form))) ?? saved('homework');
  },
  work: async (event) => {
    const form = await event.request.formData();
    return (await post(event, form, 'work', 'PUT', 'work', workOf(form))) ?? saved('work');
  },
};

import type { RequestEvent } from '@sveltejs/kit';
import type { AnswerOf, Api } from '#lib/answers.ts';
import { apiOf } from '#lib/api.ts';
import { isDate } from '#lib/i18n/dates.ts';
import { classStaffWords } from '#lib/i18n/class-staff.ts';
import { newCommandId } from '#lib/marking/command-id.ts';
import { rosterAct } from '../roster-act.ts';
import type { Actions, PageServerLoad } from './$types';

type Preview = AnswerOf<Api['classes'][':classId']['staff']['preview']['$post']>;

export const load: PageServerLoad = async (event) => {
  const on = event.url.searchParams.get('on');
  const staff = await apiOf(event).read(({ classes }) =>
    classes[':classId'].staff.$get({ param: event.params, query: isDate(on) ? { on } : {} }),
  );
  return {
    words: classStaffWords(event.locals.language),
    staff,
    of: event.url.searchParams.get('of'),
    nonce: newCommandId(),
    deep: true,
  };
};

const change = (event: RequestEvent, confirming: boolean) =>
  rosterAct<Preview>(event, { confirming, what: 'staff' }, (text) => ({
    groupId: text('groupId') || null,
    on: text('on'),
    leaves: text('leaves') || null,
    joins: text('joins') || null,
  }));

export const actions: Actions = {
  preview: (event) => change(event, false),
  confirm: (event) => change(event, true),
};

import type { RequestEvent } from '@sveltejs/kit';
import { error } from '@sveltejs/kit';
import { apiOf } from '#lib/api.ts';
import { rosterWords } from '#lib/i18n/roster.ts';
import { newCommandId } from '#lib/marking/command-id.ts';
import { chosenParts, rosterAct } from '../roster-act.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { shell } = await event.parent();
  const roster = await apiOf(event).read(({ classes }) => classes[':classId'].$get({ param: event.params, query: {} }));
  if (!roster.mayManage) error(404, shell.notFound);
  const { class: of, today } = roster;
  return { words: rosterWords(event.locals.language), of, today, nonce: newCommandId(), deep: true };
};

const act = (event: RequestEvent, confirming: boolean) =>
  rosterAct(event, { confirming }, (text, form) => {
    const known = text('known');
    const others = [
      ...text('others').split(' ').filter(Boolean),
      ...(known === 'else' ? form.getAll('namesake').map(String) : []),
    ];
    const names = {
      familyName: text('familyName'),
      givenName: text('givenName'),
      middleName: text('middleName') || null,
    };
    return {
      kind: 'arrival',
      on: text('on'),
      pupil: known && known !== 'else' ? { id: known } : { ...names, birthDate: text('birthDate') || null, others },
      groups: chosenParts(form),
      reason: text('reason'),
    };
  });

export const actions: Actions = {
  preview: (event) => act(event, false),
  confirm: (event) => act(event, true),
};

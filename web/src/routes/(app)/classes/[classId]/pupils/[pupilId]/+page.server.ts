import { error, type RequestEvent } from '@sveltejs/kit';
import { apiOf } from '#lib/api.ts';
import { isDate } from '#lib/i18n/dates.ts';
import { rosterWords } from '#lib/i18n/roster.ts';
import { newCommandId } from '#lib/marking/command-id.ts';
import { chosenParts, rosterAct } from '../../roster-act.ts';
import { actOf, partsOf } from './acts.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { shell } = await event.parent();
  const { classId, pupilId } = event.params;
  const on = event.url.searchParams.get('on');
  const api = apiOf(event);
  const [roster, { classes }] = await Promise.all([
    api.read(({ classes: of }) => of[':classId'].$get({ param: { classId }, query: isDate(on) ? { on } : {} })),
    api.read(({ classes: of }) => of.$get()),
  ]);
  const pupil = roster.pupils.find(({ id }) => id === pupilId);
  if (!roster.mayManage || !pupil) error(404, shell.notFound);
  return {
    words: rosterWords(event.locals.language),
    of: roster.class,
    day: roster.date,
    pupil,
    act: actOf(event.url.searchParams.get('act')),
    classes: classes.filter(({ id, schoolId }) => id !== classId && schoolId === roster.school.id),
    parts: partsOf(roster),
    nonce: newCommandId(),
    deep: true,
  };
};

const change = (event: RequestEvent, confirming: boolean) =>
  rosterAct(event, { confirming }, (text, form) => {
    const pupilId = event.params['pupilId'] ?? '';
    const reason = text('reason');
    switch (actOf(event.url.searchParams.get('act'))) {
      case 'leave':
        return { kind: 'leaving', pupilId, lastDay: text('lastDay'), reason };
      case 'regroup':
        return { kind: 'regrouping', pupilId, on: text('on'), groups: chosenParts(form) ?? [], reason };
      case 'move':
        return {
          kind: 'move',
          pupilId,
          on: text('on'),
          toClassId: text('toClassId'),
          groups: chosenParts(form),
          reason,
        };
    }
  });

export const actions: Actions = {
  preview: (event) => change(event, false),
  confirm: (event) => change(event, true),
};

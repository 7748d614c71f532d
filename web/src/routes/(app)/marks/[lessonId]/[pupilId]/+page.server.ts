import { error } from '@sveltejs/kit';
import { apiOf } from '#lib/api.ts';
import { isDate } from '#lib/i18n/dates.ts';
import { markHistoryWords } from '#lib/i18n/mark-history.ts';
import type { ScaleLook } from '#lib/marks.ts';
import type { PageServerLoad } from './$types';

const id = /^[0-9a-f-]{36}$/;
const fiveLike: ScaleLook = { values: ['1', '2', '3', '4', '5'], passing: '3' };

export const load: PageServerLoad = async (event) => {
  const { lessonId, pupilId } = event.params;
  if (!id.test(lessonId) || !id.test(pupilId)) error(404);
  event.depends('app:live');
  const { me } = await event.parent();
  const api = apiOf(event);
  const on = event.url.searchParams.get('on');
  const { changes } = await api.read(({ lessons }) =>
    lessons[':lessonId'].marks[':pupilId'].history.$get({ param: { lessonId, pupilId } }),
  );
  const family = pupilId === me.person.id || me.children.some((child) => child.id === pupilId);
  const query = isDate(on) ? { week: on } : {};
  const week = family ? await api.find(({ diary }) => diary[':pupilId'].$get({ param: { pupilId }, query })) : null;
  const taught = family ? null : await api.find(({ lessons }) => lessons[':lessonId'].$get({ param: { lessonId } }));
  const inDiary = week?.days.flatMap(({ lessons }) => lessons).find((lesson) => lesson.id === lessonId);
  const lesson = inDiary ?? taught?.lesson ?? null;
  return {
    words: markHistoryWords(event.locals.language),
    changes,
    family,
    pupilId,
    child: me.children.find((child) => child.id === pupilId) ?? null,
    pupil: week?.pupil.short ?? taught?.pupils.find((pupil) => pupil.id === pupilId)?.short ?? '',
    lesson: lesson && { date: lesson.date, topic: lesson.topic, subject: lesson.subject.title },
    weight: inDiary?.marks[0]?.weight ?? taught?.lesson.work?.weight ?? 1,
    scale: week?.scale ?? taught?.scale ?? fiveLike,
    timeZone: week?.school.timeZone ?? me.schools[0]?.timeZone ?? 'UTC',
    topics: family ? [`pupil:${pupilId}`] : [`lesson:${lessonId}`],
    back: family
      ? `/diary?${new URLSearchParams({ child: pupilId, ...(isDate(on) ? { on } : {}) })}`
      : `/lessons/${lessonId}`,
  };
};

import { error } from '@sveltejs/kit';
import { apiOf } from '#lib/api.ts';
import { isDate } from '#lib/i18n/dates.ts';
import { markHistoryWords } from '#lib/i18n/mark-history.ts';
import type { ScaleLook } from '#lib/marks.ts';
import type { PageServerLoad } from './$types';

export interface MarkChange {
  readonly event: string;
  readonly at: string;
  readonly by: { readonly id: string; readonly short: string } | null;
  readonly kind: 'posted' | 'corrected' | 'withdrawn';
  readonly before: string | null;
  readonly after: string | null;
  readonly reason: 'typo' | 'retake' | 'appeal' | 'other' | null;
  readonly note: string | null;
}
interface LessonSeen {
  readonly id: string;
  readonly date: string;
  readonly topic: string | null;
  readonly subject: { readonly title: string };
}
interface Week {
  readonly pupil: { readonly id: string; readonly short: string };
  readonly scale: ScaleLook;
  readonly school: { readonly timeZone: string };
  readonly days: readonly {
    readonly lessons: readonly (LessonSeen & { readonly marks: readonly { readonly weight: number }[] })[];
  }[];
}
interface TaughtLesson {
  readonly lesson: LessonSeen & { readonly work: { readonly weight: number } | null };
  readonly pupils: readonly { readonly id: string; readonly short: string }[];
  readonly scale: ScaleLook;
}

const id = /^[0-9a-f-]{36}$/;
const fiveLike: ScaleLook = { values: ['1', '2', '3', '4', '5'], passing: '3' };

export const load: PageServerLoad = async (event) => {
  const { lessonId, pupilId } = event.params;
  if (!id.test(lessonId) || !id.test(pupilId)) error(404);
  event.depends('app:live');
  const { me } = await event.parent();
  const api = apiOf(event);
  const on = event.url.searchParams.get('on');
  const { changes } = await api.read<{ changes: readonly MarkChange[] }>(
    `/api/lessons/${lessonId}/marks/${pupilId}/history`,
  );
  const family = pupilId === me.person.id || me.children.some((child) => child.id === pupilId);
  const week = family ? await api.find<Week>(`/api/diary/${pupilId}${isDate(on) ? `?week=${on}` : ''}`) : null;
  const taught = family ? null : await api.find<TaughtLesson>(`/api/lessons/${lessonId}`);
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

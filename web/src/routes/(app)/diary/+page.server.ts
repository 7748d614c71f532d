import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { Child } from '#lib/answers.ts';
import { apiOf } from '#lib/api.ts';
import { addDays, isDate, mondayOf } from '#lib/i18n/dates.ts';
import { consentsWords } from '#lib/i18n/consents.ts';
import { diaryWords } from '#lib/i18n/diary.ts';
import { newCommandId } from '#lib/marking/command-id.ts';
import type { Actions, PageServerLoad } from './$types';
import { freshMarks, nextSchoolDay, readersOf } from './diary.ts';

const kept = { path: '/', httpOnly: true, sameSite: 'lax', maxAge: 60 * 60 * 24 * 365 } as const;
/** A guardian of more children than this sees the counts and the column «today» of the first ones only. */
const mostAtOnce = 6;

export const load: PageServerLoad = async (event) => {
  event.depends('app:live');
  const { me, told } = await event.parent();
  const readers = readersOf(me);
  const words = diaryWords(event.locals.language);
  const chosen = choose(event, readers);
  if (!chosen) return { words, people: [], topics: [] };

  const api = apiOf(event);
  const read = (pupilId: string, week: string | null) =>
    api.read(({ diary }) => diary[':pupilId'].$get({ param: { pupilId }, query: week ? { week } : {} }));
  const named = event.url.searchParams.get('on');
  const others = readers.filter(({ id }) => id !== chosen.id).slice(0, mostAtOnce - 1);
  const [[present, ...rest], waiting] = await Promise.all([
    Promise.all([chosen, ...others].map(({ id }) => read(id, null))),
    api.find(({ consents }) => consents.$get()),
  ]);
  if (!present) return { words, people: [], topics: [] };
  const on = isDate(named) ? named : present.today;
  const diary = mondayOf(on) === present.week.from ? present : await read(chosen.id, on);

  const people = await Promise.all(
    [chosen, ...others].map(async (child, index) => {
      const now = [present, ...rest][index] ?? present;
      const fresh = told.find(({ pupilId }) => pupilId === child.id) ?? null;
      // At the end of a week the next day with lessons lies in the week after.
      const ahead = nextSchoolDay(now.days, now.today) ? null : await read(child.id, addDays(now.week.to, 1));
      return { child, news: fresh, now, ahead, fresh: freshMarks(now.days, fresh?.marks).length };
    }),
  );
  const asked = (waiting?.pupils ?? []).flatMap(({ pupil, consents }) =>
    consents.filter(({ waitsForMe }) => waitsForMe).map(({ kind }) => ({ pupil, kind })),
  );
  const order = new Map(readers.map(({ id }, index) => [id, index]));
  return {
    words,
    asked,
    consents: consentsWords(event.locals.language),
    on,
    view: viewOf(event),
    chosen,
    diary,
    news: people[0]?.news ?? null,
    people: people.toSorted((a, b) => (order.get(a.child.id) ?? 0) - (order.get(b.child.id) ?? 0)),
    topics: people.map(({ child }) => `pupil:${child.id}`),
  };
};

export const actions: Actions = {
  /** Everything told of this child so far has been seen, on every device. */
  seen: async (event) => {
    const form = await event.request.formData();
    const body = { upTo: String(form.get('upTo')), pupilId: String(form.get('child')) };
    const seen = await apiOf(event).write('POST', '/api/notices/seen', body, newCommandId());
    // What was seen elsewhere meanwhile is seen: the page shows it so.
    if (!seen.ok && seen.problem.status !== 404) return fail(seen.problem.status, { fault: seen.problem.detail });
    redirect(303, event.url.pathname + event.url.search.replace(/[?&]\/seen/, '').replace(/^&/, '?'));
  },
};

function choose(event: RequestEvent, readers: readonly Child[]): Child | undefined {
  const asked = event.url.searchParams.get('child');
  const chosen = readers.find(({ id }) => id === (asked ?? event.cookies.get('child'))) ?? readers[0];
  if (asked && chosen?.id === asked && event.cookies.get('child') !== asked) keep(event, 'child', asked);
  return chosen;
}

function viewOf(event: RequestEvent): 'day' | 'week' {
  const asked = event.url.searchParams.get('view');
  if (asked !== 'day' && asked !== 'week') return event.cookies.get('view') === 'day' ? 'day' : 'week';
  if (event.cookies.get('view') !== asked) keep(event, 'view', asked);
  return asked;
}

function keep(event: RequestEvent, name: string, value: string): void {
  event.cookies.set(name, value, { ...kept, secure: event.url.protocol === 'https:' });
}

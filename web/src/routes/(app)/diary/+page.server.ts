import { redirect, type RequestEvent } from '@sveltejs/kit';
import type { Child } from '#lib/answers.ts';
import { apiOf } from '#lib/api.ts';
import { addDays, isDate, mondayOf } from '#lib/i18n/dates.ts';
import { diaryWords } from '#lib/i18n/diary.ts';
import type { Actions, PageServerLoad } from './$types';
import { freshMarks, nextSchoolDay, readersOf } from './diary.ts';

const kept = { path: '/', httpOnly: true, sameSite: 'lax', maxAge: 60 * 60 * 24 * 365 } as const;
/** A guardian of more children than this sees the counts and the column «today» of the first ones only. */
const mostAtOnce = 6;

export const load: PageServerLoad = async (event) => {
  event.depends('app:live');
  const { me } = await event.parent();
  const readers = readersOf(me);
  const words = diaryWords(event.locals.language);
  const chosen = choose(event, readers);
  if (!chosen) return { words, people: [], topics: [] };

  const api = apiOf(event);
  const read = (pupilId: string, week: string | null) =>
    api.read(({ diary }) => diary[':pupilId'].$get({ param: { pupilId }, query: week ? { week } : {} }));
  const asked = event.url.searchParams.get('on');
  const others = readers.filter(({ id }) => id !== chosen.id).slice(0, mostAtOnce - 1);
  const [present, ...rest] = await Promise.all([chosen, ...others].map(({ id }) => read(id, null)));
  if (!present) return { words, people: [], topics: [] };
  const on = isDate(asked) ? asked : present.today;
  const diary = mondayOf(on) === present.week.from ? present : await read(chosen.id, on);

  const people = await Promise.all(
    [chosen, ...others].map(async (child, index) => {
      const now = [present, ...rest][index] ?? present;
      const since = seenOf(event, child.id, now.now);
      // At the end of a week the next day with lessons lies in the week after.
      const ahead = nextSchoolDay(now.days, now.today) ? null : await read(child.id, addDays(now.week.to, 1));
      return { child, since, now, ahead, fresh: freshMarks(now.days, since).length };
    }),
  );
  const order = new Map(readers.map(({ id }, index) => [id, index]));
  return {
    words,
    on,
    view: viewOf(event),
    chosen,
    diary,
    since: people[0]?.since ?? null,
    people: people.toSorted((a, b) => (order.get(a.child.id) ?? 0) - (order.get(b.child.id) ?? 0)),
    topics: people.map(({ child }) => `pupil:${child.id}`),
  };
};

export const actions: Actions = {
  /** Everything shown of this child counts as seen from now on. */
  seen: async (event) => {
    const form = await event.request.formData();
    const id = String(form.get('child') ?? '');
    if (/^[0-9a-f-]{36}$/.test(id)) keep(event, seenName(id), new Date().toISOString());
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

const seenName = (id: string) => `seen-${id.slice(-12)}`;

/** Since when a child's marks are new to whoever holds this device; the first visit begins the count. */
function seenOf(event: RequestEvent, id: string, now: string): string {
  const since = event.cookies.get(seenName(id));
  if (since && !Number.isNaN(Date.parse(since))) return since;
  keep(event, seenName(id), now);
  return now;
}

function keep(event: RequestEvent, name: string, value: string): void {
  event.cookies.set(name, value, { ...kept, secure: event.url.protocol === 'https:' });
}

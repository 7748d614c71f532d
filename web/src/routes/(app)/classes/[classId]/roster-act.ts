import type { RequestEvent } from '@sveltejs/kit';
import type { AnswerOf, Api } from '#lib/answers.ts';
import { dayAndMonth } from '#lib/i18n/dates.ts';
import { rosterWords } from '#lib/i18n/roster.ts';
import { sayFrom } from '#lib/i18n/words.ts';
import { previewed } from '#lib/server/previewed.ts';

export type RosterPreview = AnswerOf<Api['classes'][':classId']['roster']['preview']['$post']>;
type Body = Readonly<Record<string, unknown>>;

const text = (form: FormData, name: string) => String(form.get(name) ?? '').trim();

/** Groups chosen of subjects taught in parts; null before they were offered. */
export function chosenParts(form: FormData): string[] | null {
  const names = [...new Set(form.keys())].filter((name) => name.startsWith('part.'));
  return names.length > 0 ? names.map((name) => text(form, name)).filter(Boolean) : null;
}

/** Shows what a change of a class would do, or carries it out. `bodyOf` makes the command of what was typed. */
export async function rosterAct<P = RosterPreview>(
  event: RequestEvent,
  { confirming, what = 'roster' }: { readonly confirming: boolean; readonly what?: 'roster' | 'staff' },
  bodyOf: (text: (name: string) => string, form: FormData) => Body,
) {
  const form = await event.request.formData();
  const classId = event.params['classId'] ?? '';
  const say = sayFrom(rosterWords(event.locals.language), event.locals.language);
  const day = (value: unknown) => dayAndMonth(String(value), event.locals.language);
  return previewed<P>(event, {
    ...{ confirming, form, offered },
    body: bodyOf((name) => text(form, name), form),
    path: `/api/classes/${encodeURIComponent(classId)}/${what}`,
    next: `/classes/${classId}?on=${text(form, 'on') || text(form, 'lastDay')}`,
    more: (facts) => [
      ...('last' in facts ? [say('lastMark', { date: day(facts['last']) })] : []),
      ...('from' in facts ? [say('since', { date: day(facts['from']) })] : []),
    ],
  });
}

/** With the groups that a preview offers. */
function offered(body: Body, preview: unknown): Body {
  const { choices = [] } = preview as Partial<RosterPreview>;
  if (body['groups'] !== null || choices.length === 0) return body;
  return {
    ...body,
    groups: choices.flatMap(({ groups }) => groups.filter(({ chosen }) => chosen).map(({ id }) => id)),
  };
}

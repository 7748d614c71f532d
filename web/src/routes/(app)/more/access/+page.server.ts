import type { Me } from '#lib/answers.ts';
import { apiOf } from '#lib/api.ts';
import { accessWords } from '#lib/i18n/access.ts';
import { ledSchool } from '#lib/led.ts';
import type { PageServerLoad } from './$types';
import type { Look } from './looks.ts';

export const load: PageServerLoad = async (event) => {
  const { me } = await event.parent();
  const asked = event.url.searchParams;
  const school = ledSchool(me);
  const [of, by] = [asked.get('of'), asked.get('by')];
  const before = asked.get('before');
  const query = before ? { before } : {};
  const api = apiOf(event);
  const words = accessWords(event.locals.language);
  const page = { words, deep: true, school, by, parts: partsOf(me, words, school?.id ?? null, of) };
  if (school && of === school.id) {
    const param = { schoolId: school.id };
    const answer = await api.read(({ schools }) =>
      schools[':schoolId'].looks.$get({ param, query: by ? { ...query, by } : query }),
    );
    return { ...page, ...plain(answer), person: null, whole: true };
  }
  if (of && of !== me.person.id) {
    const answer = await api.read(({ looks }) => looks[':pupilId'].$get({ param: { pupilId: of }, query }));
    return { ...page, ...plain(answer), person: answer.person, whole: false };
  }
  const answer = await api.read(({ looks }) => looks.$get({ query }));
  return { ...page, ...plain(answer), person: null, whole: false };
};

const plain = ({ looks, next }: { looks: readonly Look[]; next: string | null }) => ({ looks, next });

/** Whose data one may ask about: the own, that of each child, and for who leads a school all of it. */
function partsOf(me: Me, words: { mine: string; wholeSchool: string }, schoolId: string | null, of: string | null) {
  const parts = [
    { label: words.mine, id: me.person.id },
    ...me.children.map(({ id, name, short }) => ({ label: name.given ?? short, id })),
    ...(schoolId ? [{ label: words.wholeSchool, id: schoolId }] : []),
  ];
  return parts.map(({ label, id }) => ({ label, href: `?of=${id}`, current: id === (of ?? me.person.id) }));
}

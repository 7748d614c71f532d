import type { AnswerOf, Api } from '#lib/answers.ts';

export type Roster = AnswerOf<Api['classes'][':classId']['$get']>;

/** Groups that everybody of the class is in are named once; only the others stand beside each pupil. */
export function severed<R extends Pick<Roster, 'groups' | 'pupils'>>(roster: R) {
  const whole = roster.groups.filter(({ id }) => roster.pupils.every(({ groups }) => groups.includes(id)));
  const everybody = new Set(roster.pupils.length > 0 ? whole.map(({ id }) => id) : []);
  return { roster, whole: roster.groups.filter(({ id }) => everybody.has(id)), everybody };
}

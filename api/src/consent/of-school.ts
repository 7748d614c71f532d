import { consentKinds, newestText, type ConsentKind } from '@peremena/events';
import { consentTexts, namesOf, pupilConsents, type PupilConsents } from '@peremena/projections/queries';
import type { ClassResource } from '../access/resource.ts';
import type { Ctx } from '../core/parts.ts';
import { answersOf, speakersOf, standingsOf } from './standing.ts';

/** Who of a class gave which consent: for those who look after it. */
export async function classTable(c: Ctx, { classId, schoolId }: ClassResource) {
  const { parts, scope, moment } = c.var;
  const date = moment.today(schoolId);
  const [texts, pupils] = await Promise.all([
    consentTexts(parts.sql, [schoolId]),
    pupilConsents(parts.sql, scope, { schoolId, date, classId }),
  ]);
  const names = new Map(pupils.flatMap((pupil) => [pupil, ...pupil.guardians]).map(({ id, short }) => [id, short]));
  const former = pupils
    .flatMap(({ answers }) => answers.map(({ personId }) => personId))
    .filter((id) => !names.has(id));
  for (const [id, { short }] of await namesOf(parts.sql, [...new Set(former)])) names.set(id, short);
  const rows = await Promise.all(
    pupils.map(async (pupil) => {
      const speakers = await speakersOf(parts, pupil, date);
      return {
        ...named(pupil),
        guardians: pupil.guardians.length,
        consents: standingsOf(texts, pupil.answers, speakers, date).map((one) => ({
          ...one,
          said: lastWords(one.kind, pupil).map(({ personId, ...word }) => ({
            ...word,
            id: personId,
            who: names.get(personId) ?? '',
          })),
        })),
      };
    }),
  );
  const kinds = consentKinds.flatMap((kind) => {
    const text = newestText(texts, kind);
    return text ? [{ kind, version: text.version, on: text.on }] : [];
  });
  return { date, kinds, pupils: rows };
}

const named = ({ id, name, short, classTitle }: PupilConsents) => ({ id, name, short, classTitle });

/** The last answer of each person. */
function lastWords(kind: ConsentKind, pupil: PupilConsents) {
  const people = [...new Set(pupil.answers.filter((one) => one.kind === kind).map(({ personId }) => personId))];
  return people.flatMap((personId) => {
    const own = pupil.answers.filter((one) => one.personId === personId);
    const [last] = answersOf(kind, own, pupil.id, '');
    return last ? [{ personId, ...last }] : [];
  });
}

/** Every text of a school, newest first, and whether the reader may publish another. */
export async function schoolTexts(c: Ctx, schoolId: string) {
  const found = await consentTexts(c.var.parts.sql, [schoolId]);
  return found.toReversed().map(({ byId: _, schoolId: __, ...text }) => text);
}

/** Whom a new text would be asked of, and how the consent stands now. */
export async function askedBy(c: Ctx, schoolId: string, kind: ConsentKind) {
  const { parts, scope, moment } = c.var;
  const date = moment.today(schoolId);
  const [texts, pupils] = await Promise.all([
    consentTexts(parts.sql, [schoolId]),
    pupilConsents(parts.sql, scope, { schoolId, date }),
  ]);
  const standings = await Promise.all(
    pupils.map(async (pupil) => {
      const speakers = await speakersOf(parts, pupil, date);
      return standingsOf(texts, pupil.answers, speakers, date).find((one) => one.kind === kind)?.standing ?? 'unasked';
    }),
  );
  const of = (standing: string) => standings.filter((one) => one === standing).length;
  return {
    kind,
    version: newestText(texts, kind)?.version ?? 0,
    pupils: pupils.length,
    guardians: new Set(pupils.flatMap(({ guardians }) => guardians.map(({ id }) => id))).size,
    given: of('given'),
    declined: of('declined'),
    waiting: of('waiting'),
    nobody: pupils.filter(({ guardians }) => guardians.length === 0).map(named),
  };
}

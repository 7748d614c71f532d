import type { ConsentKind } from '@peremena/events';
import {
  consentTexts,
  pupilConsents,
  pupilPlaces,
  schoolsByIds,
  scope,
  type ConsentText,
  type PupilConsents,
  type School,
} from '@peremena/projections/queries';
import type { Ctx } from '../core/parts.ts';
import { answersOf, mayAnswer, speakersOf, standingsOf } from './standing.ts';

/** A pupil's consents in one school, as one reader sees them. */
async function pageOf(c: Ctx, pupil: PupilConsents, school: School, all: readonly ConsentText[]) {
  const { parts, actor, moment } = c.var;
  const date = moment.today(school.id);
  const texts = all.filter(({ schoolId }) => schoolId === school.id);
  const speakers = await speakersOf(parts, pupil, date);
  const { id, name, short, classTitle } = pupil;
  const may = (kind: ConsentKind) => mayAnswer(kind, actor.personId, speakers);
  return {
    pupil: { id, name, short, classTitle },
    school: { id: school.id, title: school.title, timeZone: school.timeZone },
    consents: standingsOf(texts, pupil.answers, speakers, date).map((one) => ({
      ...one,
      mayAnswer: may(one.kind),
      // The optional voice of a pupil of 14 waits for nobody.
      waitsForMe: one.waits && may(one.kind) && (id !== actor.personId || speakers.age === null || speakers.age >= 18),
      answers: answersOf(one.kind, pupil.answers, id, actor.personId),
    })),
  };
}

/** The consents of everybody the person answers for, and of themself as a pupil; each role within its own scope. */
export async function ownConsents(c: Ctx) {
  const { parts, actor, acting, moment } = c.var;
  const scopes = await Promise.all(
    (['guardian', 'pupil'] as const)
      .filter((role) => role === 'guardian' || actor.facts.some(({ kind }) => kind === 'enrolled'))
      .map((role) => scope(parts.sql, actor, { role, fact: acting }, moment.today)),
  );
  const placed = await Promise.all(
    scopes
      .filter(({ pupils }) => pupils.length > 0)
      .map(async (own) =>
        (await pupilPlaces(parts.sql, own, { date: moment.today(null) })).map((place) => ({ own, place })),
      ),
  );
  const places = placed.flat();
  const ids = [...new Set(places.map(({ place }) => place.schoolId))];
  const [schools, texts] = await Promise.all([schoolsByIds(parts.sql, ids), consentTexts(parts.sql, ids)]);
  const pages = await Promise.all(
    places.map(async ({ own, place }) => {
      const school = schools.find(({ id }) => id === place.schoolId);
      const asked = { schoolId: place.schoolId, date: moment.today(place.schoolId), pupilId: place.id };
      const [pupil] = school ? await pupilConsents(parts.sql, own, asked) : [];
      return pupil && school ? [await pageOf(c, pupil, school, texts)] : [];
    }),
  );
  return pages.flat().filter(({ consents }) => consents.length > 0);
}

/** The consents of one pupil with the texts they are asked by, in each school the pupil is in. */
export async function consentsOfPupil(c: Ctx, pupilId: string, schoolIds: readonly string[]) {
  const { parts, scope: own, moment } = c.var;
  const [schools, texts] = await Promise.all([schoolsByIds(parts.sql, schoolIds), consentTexts(parts.sql, schoolIds)]);
  const pages = await Promise.all(
    schools.map(async (school) => {
      const asked = { schoolId: school.id, date: moment.today(school.id), pupilId };
      const [pupil] = await pupilConsents(parts.sql, own, asked);
      return pupil ? [await pageOf(c, pupil, school, texts)] : [];
    }),
  );
  return { places: pages.flat(), texts: texts.map(({ byId: _, ...text }) => text) };
}

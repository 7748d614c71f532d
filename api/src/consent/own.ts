import { type ConsentKind, type PersonId, type SchoolId, streams } from '@peremena/events';
import {
  consentTexts,
  namesOf,
  pupilConsents,
  pupilPlaces,
  schoolsByIds,
  scope,
  type ConsentText,
  type PupilConsents,
  type School,
} from '@peremena/projections/queries';
import { stateNow } from '../core/folded.ts';
import { mayDo } from '../core/may-write.ts';
import type { PupilResource } from '../access/resource.ts';
import type { Ctx } from '../core/parts.ts';
import { consentDecider } from './decider.ts';
import { answersOf, type Paper, mayAnswer, speakersOf, standingsOf } from './standing.ts';

/** A pupil's consents in one school, as one reader sees them. */
async function pageOf(c: Ctx, pupil: PupilConsents, school: School, all: readonly ConsentText[], staff = false) {
  const { parts, actor, moment } = c.var;
  const date = moment.today(school.id);
  const texts = all.filter(({ schoolId }) => schoolId === school.id);
  const speakers = await speakersOf(parts, pupil, date);
  const { id, name, short, classTitle } = pupil;
  const paperOf = await papersOf(c, pupil, school.id, staff);
  const may = (kind: ConsentKind) => mayAnswer(kind, actor.personId, speakers);
  return {
    pupil: { id, name, short, classTitle },
    school: { id: school.id, title: school.title, timeZone: school.timeZone },
    consents: standingsOf(texts, pupil.answers, speakers, date).map((one) => ({
      ...one,
      mayAnswer: may(one.kind),
      // The optional voice of a pupil of 14 waits for nobody.
      waitsForMe: one.waits && may(one.kind) && (id !== actor.personId || speakers.age === null || speakers.age >= 18),
      answers: answersOf(one.kind, pupil.answers, id, actor.personId, paperOf),
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

/**
 * Papers lie in no read model: from the stream, for this answer alone. Where a paper is kept is told to who signed it and to the staff who
 * look after the pupil.
 */
async function papersOf(c: Ctx, pupil: PupilConsents, schoolId: string, staff: boolean) {
  const { parts, actor } = c.var;
  if (pupil.answers.every(({ signedOn }) => signedOn === null)) return (): null => null;
  const stream = streams.consent(schoolId as SchoolId, pupil.id as PersonId);
  const papers = new Map((await stateNow(parts, stream, consentDecider)).map(({ id, paper }) => [id, paper]));
  const names = await namesOf(parts.sql, [...new Set([...papers.values()].flatMap((paper) => paper?.by ?? []))]);
  return ({ event, personId, signedOn }: (typeof pupil.answers)[number]): Paper | null => {
    const paper = papers.get(event);
    if (signedOn === null) return null;
    const told = staff || personId === actor.personId;
    const notedBy = told && paper?.by ? (names.get(paper.by)?.short ?? null) : null;
    return { signedOn, place: told ? (paper?.place ?? null) : null, notedBy };
  };
}

/** The consents of one pupil with the texts they are asked by, in each school the pupil is in. */
export async function consentsOfPupil(c: Ctx, pupil: PupilResource, schoolIds: readonly string[]) {
  const { parts, scope: own, moment, grant } = c.var;
  const { pupilId } = pupil;
  const staff = grant.role !== 'guardian' && grant.role !== 'pupil';
  const notes = staff && mayDo(c, 'consent.note', pupil);
  const [schools, texts] = await Promise.all([schoolsByIds(parts.sql, schoolIds), consentTexts(parts.sql, schoolIds)]);
  const pages = await Promise.all(
    schools.map(async (school) => {
      const asked = { schoolId: school.id, date: moment.today(school.id), pupilId };
      const [found] = await pupilConsents(parts.sql, own, asked);
      if (!found) return [];
      // Whose paper may be noted: nobody's by who may note none.
      const signers = notes && own.schools.includes(school.id) ? [...found.guardians, found] : [];
      const names = signers.map(({ id, short }) => ({ id, short }));
      return [{ ...(await pageOf(c, found, school, texts, staff)), signers: names }];
    }),
  );
  return { places: pages.flat(), texts: texts.map(({ byId: _, ...text }) => text) };
}

import { newestText, type PersonId, type SchoolId, streams } from '@peremena/events';
import { consentTexts } from '@peremena/projections/queries';
import { holdsOn } from '../access/fact.ts';
import { ageOf } from '../core/age.ts';
import { carryOut } from '../core/carry-out.ts';
import { mayDo } from '../core/may-write.ts';
import { notFound } from '../core/problem.ts';
import { ofSchoolInReach, pupilInReach } from '../core/reach.ts';
import { allow, self } from '../core/registry.ts';
import { classIn, pupilIn, schoolIn } from '../core/resources.ts';
import { about, body, query, reads, routes, shown } from '../core/route.ts';
import { AnswerConsentBody, ConsentKindQuery, PublishConsentTextBody } from './commands.ts';
import { consentDecider } from './decider.ts';
import { askedBy, classTable, schoolTexts } from './of-school.ts';
import { consentsOfPupil, ownConsents } from './own.ts';
import { wordingDecider } from './wording-decider.ts';

const from = ['consent_texts', 'consent_answers', 'access_facts', 'people', 'classes', 'schools'] as const;

/** Consents: what a school asks for, what families answer, and how it stands. */
export const consentRoutes = routes()
  .get(
    '/consents',
    about({ summary: 'What schools ask the person’s consent for, child by child, and how it stands.' }),
    reads(...from),
    allow('consent.own', self),
    async (c) => {
      const pupils = await ownConsents(c);
      const waiting = pupils.flatMap(({ consents }) => consents).filter(({ waitsForMe }) => waitsForMe).length;
      return c.json(shown(c, { pupils, waiting }));
    },
  )
  .get(
    '/consents/:pupilId',
    about({ summary: 'The consents of one pupil, with every version of the texts.' }),
    reads(...from),
    allow('consent.read', pupilIn, { shows: { kind: 'consents', of: [':pupilId', 'places[].signers[].id'] } }),
    async (c) => {
      const { resource, moment } = c.var;
      pupilInReach(c, resource);
      const present = resource.facts.filter((fact) => holdsOn(fact, moment.today(fact.schoolId)));
      const schools = [...new Set(present.flatMap(({ schoolId }) => schoolId ?? []))];
      return c.json(shown(c, await consentsOfPupil(c, resource, schools)));
    },
  )
  .post(
    '/consents/:pupilId',
    about({
      summary: 'Answer a request for consent, or take a consent back: yes or no to the version that was read.',
      refusals: ['consent_not_asked', 'consent_text_new', 'consent_by_guardian', 'consent_by_pupil'],
    }),
    allow('consent.answer', pupilIn),
    body(AnswerConsentBody),
    async (c) => {
      const { parts, resource, actor, grant, moment } = c.var;
      const answer = c.req.valid('json');
      const { schoolId, kind } = answer;
      const today = moment.today(schoolId);
      if (!resource.facts.some((fact) => fact.schoolId === schoolId && holdsOn(fact, today))) throw notFound();
      const pupilId = resource.pupilId as PersonId;
      const newest = newestText(await consentTexts(parts.sql, [schoolId]), kind)?.version ?? null;
      const as = grant.role === 'pupil' ? ('pupil' as const) : ('guardian' as const);
      const context = { newest, as, age: await ageOf(parts, pupilId, today) };
      const personId = actor.personId as PersonId;
      return c.json(
        await carryOut(c, {
          stream: streams.consent(schoolId, pupilId),
          decider: consentDecider,
          command: { type: 'AnswerConsent', ...answer, pupilId, personId, context },
          schoolId,
        }),
      );
    },
  )
  .get(
    '/classes/:classId/consents',
    about({ summary: 'Who of a class gave which consent, and when.' }),
    reads(...from),
    allow('consent.list', classIn, {
      shows: { kind: 'consents', of: ['pupils[].id', 'pupils[].consents[].said[].id'] },
    }),
    async (c) => {
      const { id, title } = { id: c.var.resource.classId, title: c.var.resource.title };
      return c.json(shown(c, { class: { id, title }, ...(await classTable(c, c.var.resource)) }));
    },
  )
  .get(
    '/schools/:schoolId/consent-texts',
    about({ summary: 'Every text a school asks or asked for consent by, the newest first.' }),
    reads(...from),
    allow('consent.texts', schoolIn),
    async (c) => {
      const { schoolId, title, timeZone } = c.var.resource;
      ofSchoolInReach(c, schoolId);
      const texts = await schoolTexts(c, schoolId);
      const mayPublish = mayDo(c, 'consent.publish', c.var.resource);
      return c.json(
        shown(c, { school: { id: schoolId, title, timeZone, today: c.var.moment.today(schoolId) }, texts, mayPublish }),
      );
    },
  )
  .get(
    '/schools/:schoolId/consent-texts/asked',
    about({ summary: 'Whom a new text of a kind would be asked of, and how that consent stands now.' }),
    query(ConsentKindQuery),
    reads(...from),
    allow('consent.publish', schoolIn, { shows: { kind: 'consents', of: ['nobody[].id'] } }),
    async (c) => c.json(shown(c, await askedBy(c, c.var.resource.schoolId, c.req.valid('query').kind))),
  )
  .post(
    '/schools/:schoolId/consent-texts',
    about({
      summary: 'Publish a text: from now on every family is asked by it.',
      status: 201,
      refusals: ['step_up_needed', 'consent_text_changed', 'consent_until_past'],
    }),
    allow('consent.publish', schoolIn, { stepUp: true }),
    body(PublishConsentTextBody),
    async (c) => {
      const schoolId = c.var.resource.schoolId as SchoolId;
      const context = { today: c.var.moment.today(schoolId) };
      return c.json(
        await carryOut(c, {
          stream: streams.wording(schoolId),
          decider: wordingDecider,
          command: { type: 'PublishConsentText', schoolId, ...c.req.valid('json'), context },
          schoolId,
        }),
        201,
      );
    },
  );

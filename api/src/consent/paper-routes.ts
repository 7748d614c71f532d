import { type EventId, type PersonId, streams } from '@peremena/events';
import { consentTexts, isLimited } from '@peremena/projections/queries';
import { holdsOn } from '../access/fact.ts';
import { ageOf } from '../core/age.ts';
import { carryOut } from '../core/carry-out.ts';
import type { Ctx } from '../core/parts.ts';
import { pupilInReach, schoolInReach } from '../core/reach.ts';
import { allow, idIn } from '../core/registry.ts';
import { pupilIn } from '../core/resources.ts';
import { about, body, routes } from '../core/route.ts';
import { type NotePaperConsentBody, NotePaperConsentBody as Noted, StrikePaperConsentBody } from './commands.ts';
import { consentDecider } from './decider.ts';

/** Consents on paper, as the office notes them. */
export const paperRoutes = routes()
  .post(
    '/consents/:pupilId/papers',
    about({
      summary: 'Note a paper that somebody signed: what it says, since when, and where it is kept. For the admin.',
      status: 201,
      refusals: [
        'step_up_needed',
        'consent_not_asked',
        'paper_date',
        'paper_not_theirs',
        'paper_older',
        'consent_by_guardian',
        'consent_by_pupil',
      ],
    }),
    allow('consent.note', pupilIn, { stepUp: true }),
    body(Noted),
    async (c) => {
      const { resource } = c.var;
      const paper = c.req.valid('json');
      pupilInReach(c, resource);
      schoolInReach(c, paper.schoolId);
      const pupilId = resource.pupilId as PersonId;
      const context = await contextOf(c, pupilId, paper);
      const command = { type: 'NotePaperConsent' as const, ...paper, pupilId, context };
      const stream = streams.consent(paper.schoolId, pupilId);
      return c.json(await carryOut(c, { stream, decider: consentDecider, command, schoolId: paper.schoolId }), 201);
    },
  )
  .post(
    '/consents/:pupilId/papers/:noteId/strike',
    about({
      summary:
        'Take a note of a paper off that was a mistake: what was answered before it counts again. For the admin.',
      refusals: ['step_up_needed', 'paper_unknown'],
    }),
    allow('consent.note', pupilIn, { stepUp: true }),
    body(StrikePaperConsentBody),
    async (c) => {
      const { resource } = c.var;
      const { schoolId, reason } = c.req.valid('json');
      pupilInReach(c, resource);
      schoolInReach(c, schoolId);
      const pupilId = resource.pupilId as PersonId;
      const noteId = idIn(c, 'noteId') as EventId;
      const command = { type: 'StrikePaperConsent' as const, schoolId, pupilId, noteId, reason };
      const stream = streams.consent(schoolId, pupilId);
      return c.json(await carryOut(c, { stream, decider: consentDecider, command, schoolId }));
    },
  );

/** What the rules ask about the day on which the paper was signed. */
async function contextOf(
  c: Ctx,
  pupilId: PersonId,
  { schoolId, kind, version, personId, signedOn }: NotePaperConsentBody,
) {
  const { parts, moment } = c.var;
  const [texts, facts, age] = await Promise.all([
    consentTexts(parts.sql, [schoolId]),
    parts.facts.ofPerson(personId),
    ageOf(parts, pupilId, signedOn),
  ]);
  const guards = facts.some(
    (fact) =>
      fact.kind === 'guardian' && fact.pupilId === pupilId && holdsOn(fact, signedOn) && !isLimited(fact, signedOn),
  );
  return {
    as: personId === pupilId ? ('pupil' as const) : ('guardian' as const),
    age,
    today: moment.today(schoolId),
    textOn: texts.find((text) => text.kind === kind && text.version === version)?.on ?? null,
    theirs: personId === pupilId || guards,
  };
}

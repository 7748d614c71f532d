import { type ConsentKind, guardiansMayAnswer, type PersonId, pupilMayAnswer, streams } from '@peremena/events';
import { consentDecider } from '../consent/decider.ts';
import { wordingDecider } from '../consent/wording-decider.ts';
import { ageOn } from '../core/age.ts';
import { batch } from '../core/batch.ts';
import { instantOf, plusDays } from './calendar.ts';
import { chance } from './chance.ts';
import { firstTexts, secondPhoto } from './consent-texts.ts';
import { signedInPupil } from './people.ts';
import type { DemoPupil, DemoSchool } from './school.ts';
import { adminOf } from './school-steps.ts';
import { step, type By, type Step } from './step.ts';

const inWording = batch(wordingDecider);
const inConsent = batch(consentDecider);

/** Texts of the school, and what families answered: nearly all to the first ones, not yet all to the one of these days. */
export function consentSteps(school: DemoSchool): Step[] {
  const { calendar, pupils } = school;
  const schoolId = school.ids.school;
  const anew = plusDays(calendar.today, -3);
  // The mother with a sign-in: one child's answer is still waited for.
  const mother = pupils.find(({ key }) => key === signedInPupil)?.guardians[0]?.guardianId;
  const publish = (key: string, day: string, texts: typeof firstTexts, saw: number, earlierUntil: string | null) =>
    step({
      school,
      key,
      at: instantOf(day, '11:00'),
      by: adminOf(school),
      stream: streams.wording(schoolId),
      decider: inWording,
      command: texts.map((text) => ({
        type: 'PublishConsentText' as const,
        schoolId,
        ...text,
        saw,
        earlierUntil,
        context: { today: day },
      })),
    });
  return [
    publish('wording', plusDays(calendar.since, -8), firstTexts, 0, null),
    publish('wording/photo', anew, [secondPhoto], 1, plusDays(calendar.today, 21)),
    ...pupils.flatMap((pupil) => answers(school, pupil, pupil.guardians[0]?.guardianId === mother, anew)),
  ];
}

interface Said {
  readonly kind: ConsentKind;
  readonly version: number;
  readonly answer: 'yes' | 'no';
}

/** Who did not answer here signed a paper, which the office noted a week later. */
function paper(school: DemoSchool, pupil: DemoPupil, personId: PersonId, signedOn: string, age: number): Step {
  const noted = plusDays(signedOn, 7);
  const schoolId = school.ids.school;
  return step({
    school,
    key: `consents/${pupil.key}/paper`,
    at: instantOf(noted, '15:10'),
    by: adminOf(school),
    stream: streams.consent(schoolId, pupil.personId),
    decider: consentDecider,
    command: {
      type: 'NotePaperConsent',
      schoolId,
      pupilId: pupil.personId,
      personId,
      kind: 'processing',
      version: 1,
      answer: 'yes',
      signedOn,
      place: `Канцелярия, папка ${pupil.klass}`,
      context: { as: 'guardian', age, today: noted, textOn: plusDays(signedOn, -1), theirs: true },
    },
  });
}

function answers(school: DemoSchool, pupil: DemoPupil, ofMother: boolean, anew: string): Step[] {
  const { calendar, ids } = school;
  const schoolId = ids.school;
  const luck = chance(`consents/${pupil.key}`);
  const born = pupil.birthDate ?? calendar.today;
  const say = (key: string, day: string, by: By & { readonly actorId: PersonId }, said: readonly Said[]): Step[] => {
    const age = ageOn(born, day);
    const as = by.role === 'pupil' ? ('pupil' as const) : ('guardian' as const);
    const open = said.filter(({ kind }) => (as === 'pupil' ? pupilMayAnswer(kind, age) : guardiansMayAnswer(age)));
    if (open.length === 0) return [];
    return [
      step({
        school,
        key: `consents/${pupil.key}/${key}`,
        at: instantOf(day, '19:20'),
        by,
        stream: streams.consent(schoolId, pupil.personId),
        decider: inConsent,
        command: open.map((one) => ({
          type: 'AnswerConsent' as const,
          schoolId,
          pupilId: pupil.personId,
          personId: by.actorId,
          ...one,
          context: { newest: one.version, as, age },
        })),
      }),
    ];
  };
  const guardian = (index: number) => {
    const of = pupil.guardians[index];
    return (
      of && { actorId: of.guardianId, role: 'guardian' as const, fact: ids.eventOf(`guardians/${pupil.key}`, index) }
    );
  };
  const [first, second] = [guardian(0), guardian(1)];
  if (!first) return [];
  const yes = (share: number) => (luck.next() < share ? ('yes' as const) : ('no' as const));
  const early = plusDays(calendar.since, luck.between(1, 15));
  const photo = ofMother ? 'yes' : yes(0.85);
  const asked = [
    { kind: 'processing' as const, version: 1, answer: 'yes' as const },
    { kind: 'photo' as const, version: 1, answer: photo },
    { kind: 'messages' as const, version: 1, answer: ofMother ? ('yes' as const) : yes(0.8) },
  ];
  const answered = ofMother || luck.next() < 0.93;
  const age = ageOn(born, early);
  const onPaper = guardiansMayAnswer(age) ? [paper(school, pupil, first.actorId, early, age)] : [];
  const anewAnswered = ofMother ? pupil.key !== signedInPupil : luck.next() < 0.55;
  return [
    ...(answered ? say('first', early, first, asked) : onPaper),
    ...(second && !ofMother && luck.next() < 0.2
      ? say('second', plusDays(early, 1), second, [{ kind: 'photo', version: 1, answer: yes(0.6) }])
      : []),
    ...(luck.next() < 0.15
      ? say('own', plusDays(early, 2), { actorId: pupil.personId, role: 'pupil', fact: null }, [
          { kind: 'photo', version: 1, answer: 'no' },
        ])
      : []),
    ...(anewAnswered
      ? say('anew', plusDays(anew, 1), first, [{ kind: 'photo', version: 2, answer: ofMother ? 'no' : photo }])
      : []),
  ];
}

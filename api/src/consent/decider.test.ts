import type { ConsentEvent, PersonId, SchoolId } from '@peremena/events';
import { describe, it } from 'vitest';
import { givenId, specify } from '../core/specification.ts';
import { consentDecider, type AnswerConsent, type NotePaperConsent } from './decider.ts';
import { wordingDecider } from './wording-decider.ts';

const schoolId = '11111111-1111-4111-8111-111111111111' as SchoolId;
const pupilId = '55555555-5555-4555-8555-555555555555' as PersonId;
const mother = '44444444-4444-4444-8444-444444444444' as PersonId;
const father = '66666666-6666-4666-8666-666666666666' as PersonId;

const context = { newest: 1, as: 'guardian' as const, age: 12 };
const say = (answer: 'yes' | 'no', more: Partial<AnswerConsent> = {}): AnswerConsent => ({
  type: 'AnswerConsent',
  schoolId,
  pupilId,
  personId: mother,
  kind: 'photo',
  version: 1,
  answer,
  context,
  ...more,
});
const happened = (
  type: 'ConsentGiven' | 'ConsentDeclined' | 'ConsentWithdrawn',
  version = 1,
  personId = mother,
): ConsentEvent => ({
  type,
  data: { schoolId, pupilId, kind: 'photo', version, personId },
});
const { given } = specify(consentDecider);

describe('AnswerConsent', () => {
  it('gives', () =>
    given([])
      .when(say('yes'))
      .then([happened('ConsentGiven')]));
  it('declines', () =>
    given([])
      .when(say('no'))
      .then([happened('ConsentDeclined')]));
  it('takes back what was given', () =>
    given([happened('ConsentGiven')])
      .when(say('no'))
      .then([happened('ConsentWithdrawn')]));
  it('gives again', () =>
    given([happened('ConsentGiven'), happened('ConsentWithdrawn')])
      .when(say('yes'))
      .then([happened('ConsentGiven')]));
  it('does nothing the second time', () => {
    given([happened('ConsentGiven')])
      .when(say('yes'))
      .then([]);
    given([happened('ConsentDeclined')])
      .when(say('no'))
      .then([]);
    given([happened('ConsentGiven'), happened('ConsentWithdrawn')])
      .when(say('no'))
      .then([]);
  });
  it('to a new text is an answer of its own', () => {
    const second = { version: 2, context: { ...context, newest: 2 } };
    given([happened('ConsentGiven')])
      .when(say('yes', second))
      .then([happened('ConsentGiven', 2)]);
    given([happened('ConsentGiven')])
      .when(say('no', second))
      .then([happened('ConsentDeclined', 2)]);
  });
  it('keeps voices apart', () =>
    given([happened('ConsentGiven', 1, father)])
      .when(say('no'))
      .then([happened('ConsentDeclined')]));
  it('is refused by a text that is no more the newest, or was never there', () => {
    given([])
      .when(say('yes', { context: { ...context, newest: 2 } }))
      .thenRefused('consent_text_new', { version: 2 });
    given([])
      .when(say('yes', { context: { ...context, newest: null } }))
      .thenRefused('consent_not_asked');
  });
  it('is a guardian’s before 18, except that from 14 a pupil answers for pictures of themself', () => {
    const own = (age: number | null, kind: AnswerConsent['kind'] = 'photo') =>
      say('no', { personId: pupilId, kind, context: { newest: 1, as: 'pupil', age } });
    given([]).when(own(13)).thenRefused('consent_by_guardian');
    given([]).when(own(null)).thenRefused('consent_by_guardian');
    given([]).when(own(17, 'messages')).thenRefused('consent_by_guardian');
    given([])
      .when(own(14))
      .then([happened('ConsentDeclined', 1, pupilId)]);
    given([])
      .when(say('yes', { context: { ...context, age: 18 } }))
      .thenRefused('consent_by_pupil');
  });
});

const place = 'папка 7Б';
const paper = (more: Partial<NotePaperConsent> = {}): NotePaperConsent => ({
  type: 'NotePaperConsent',
  schoolId,
  pupilId,
  personId: mother,
  kind: 'photo',
  version: 1,
  answer: 'yes',
  signedOn: '2026-11-10',
  place,
  context: { as: 'guardian', age: 12, today: '2026-11-20', textOn: '2026-09-01', theirs: true },
  ...more,
});
const noted = (answer: 'given' | 'declined' | 'withdrawn', signedOn = '2026-11-10'): ConsentEvent => ({
  type: 'PaperConsentNoted',
  data: { schoolId, pupilId, kind: 'photo', version: 1, personId: mother, answer, signedOn, place },
});

describe('NotePaperConsent', () => {
  it('is an answer of who signed', () => {
    given([])
      .when(paper())
      .then([noted('given')]);
    given([])
      .when(paper({ answer: 'no' }))
      .then([noted('declined')]);
    given([noted('given')])
      .when(paper({ answer: 'no', signedOn: '2026-11-12' }))
      .then([noted('withdrawn', '2026-11-12')]);
  });
  it('does nothing the second time', () =>
    given([noted('given')])
      .when(paper())
      .then([]));
  it('is taken back here like any other', () =>
    given([noted('given')])
      .when(say('no'))
      .then([happened('ConsentWithdrawn')]));
  // What is given was written on 16 November: see the specification.
  it('is refused where the person said something here on that day or later', () => {
    given([happened('ConsentWithdrawn')])
      .when(paper())
      .thenRefused('paper_older', { on: '2026-11-16' });
    given([happened('ConsentWithdrawn')])
      .when(paper({ signedOn: '2026-11-16' }))
      .thenRefused('paper_older');
    given([happened('ConsentWithdrawn')])
      .when(paper({ signedOn: '2026-11-17' }))
      .then([noted('given', '2026-11-17')]);
    given([noted('given', '2026-11-15')])
      .when(paper())
      .thenRefused('paper_older');
  });
  it('is refused where it cannot be: a day before the text or ahead, somebody else’s voice, no such text', () => {
    const context = paper().context;
    given([])
      .when(paper({ signedOn: '2026-08-31' }))
      .thenRefused('paper_date', { from: '2026-09-01', to: '2026-11-20' });
    given([])
      .when(paper({ signedOn: '2026-11-21' }))
      .thenRefused('paper_date');
    given([])
      .when(paper({ context: { ...context, theirs: false } }))
      .thenRefused('paper_not_theirs');
    given([])
      .when(paper({ context: { ...context, textOn: null } }))
      .thenRefused('consent_not_asked');
    given([])
      .when(paper({ context: { ...context, age: 18 } }))
      .thenRefused('consent_by_pupil');
  });
});

describe('StrikePaperConsent', () => {
  const strike = (index: number) =>
    ({ type: 'StrikePaperConsent', schoolId, pupilId, noteId: givenId(index), reason: 'не та' }) as const;
  const struck = (index: number): ConsentEvent => ({
    type: 'PaperConsentStruck',
    data: { schoolId, pupilId, noteId: givenId(index), reason: 'не та' },
  });
  it('lets count what was said before', () => {
    given([noted('given')])
      .when(strike(0))
      .then([struck(0)]);
    given([happened('ConsentGiven'), noted('withdrawn', '2026-11-17'), struck(1)])
      .when(say('no'))
      .then([happened('ConsentWithdrawn')]);
  });
  it('is refused for what is no note, or struck before', () => {
    given([happened('ConsentGiven')])
      .when(strike(0))
      .thenRefused('paper_unknown');
    given([noted('given'), struck(0)])
      .when(strike(0))
      .thenRefused('paper_unknown');
  });
});

describe('PublishConsentText', () => {
  const words = { kind: 'photo' as const, ru: 'Разрешаю', en: 'I allow', earlierUntil: null, reason: 'новый закон' };
  const publish = (saw: number, earlierUntil: string | null = null) =>
    ({
      type: 'PublishConsentText',
      schoolId,
      ...words,
      earlierUntil,
      saw,
      context: { today: '2026-11-20' },
    }) as const;
  const published = (version: number) =>
    ({ type: 'ConsentTextPublished', data: { schoolId, ...words, version } }) as const;
  const texts = specify(wordingDecider);
  it('counts versions of each kind', () => {
    texts
      .given([])
      .when(publish(0))
      .then([published(1)]);
    texts
      .given([published(1)])
      .when(publish(1))
      .then([published(2)]);
  });
  it('is refused when another one came in between', () =>
    texts
      .given([published(1)])
      .when(publish(0))
      .thenRefused('consent_text_changed', { kind: 'photo', version: 1 }));
  it('is refused when earlier answers would have ended already', () =>
    texts.given([]).when(publish(0, '2026-11-19')).thenRefused('consent_until_past'));
});

import type { ConsentEvent, PersonId, SchoolId } from '@peremena/events';
import { describe, it } from 'vitest';
import { specify } from '../core/specification.ts';
import { consentDecider, type AnswerConsent } from './decider.ts';
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
const happened = (type: ConsentEvent['type'], version = 1, personId = mother): ConsentEvent => ({
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

import type { PersonEvent, PersonId } from '@peremena/events';
import { describe, it } from 'vitest';
import { specify } from '../core/specification.ts';
import { personDecider } from './decider.ts';

const personId = '44444444-4444-4444-8444-444444444444' as PersonId;
const names = { familyName: 'Кравцова', givenName: 'Елена', middleName: 'Андреевна' };
const person = { personId, ...names, birthDate: null, source: null };
const registered: PersonEvent = { type: 'PersonRegistered', data: person };
const { given } = specify(personDecider);

describe('RegisterPerson', () => {
  const register = { type: 'RegisterPerson' as const, ...person };
  it('registers', () => given([]).when(register).then([registered]));
  it('is refused when the id came from elsewhere', () =>
    given([registered])
      .when({ ...register, source: 'oneroster:1' })
      .thenRefused('person_exists', { personId }));
  it('does nothing again, whatever the name is by now', () =>
    given([registered])
      .when({ ...register, familyName: 'Орлова' })
      .then([]));
});

describe('RenamePerson', () => {
  const rename = { type: 'RenamePerson' as const, ...names, familyName: 'Орлова' };
  it('renames', () =>
    given([registered])
      .when(rename)
      .then([{ type: 'PersonRenamed', data: { personId, ...names, familyName: 'Орлова' } }]));
  it('is refused for nobody', () => given([]).when(rename).thenRefused('person_unknown'));
  it('does nothing for the same names', () =>
    given([registered])
      .when({ ...rename, ...names })
      .then([]));
});

describe('CorrectBirthDate', () => {
  const correct = { type: 'CorrectBirthDate' as const, birthDate: '2013-05-04' };
  it('corrects', () =>
    given([registered])
      .when(correct)
      .then([{ type: 'BirthDateCorrected', data: { personId, birthDate: '2013-05-04' } }]));
  it('is refused for nobody', () => given([]).when(correct).thenRefused('person_unknown'));
  it('does nothing for the same date', () =>
    given([registered])
      .when({ ...correct, birthDate: null })
      .then([]));
});

describe('SetContacts', () => {
  const set = { type: 'SetContacts' as const, email: 'e@school.test', phone: null };
  const contacts: PersonEvent = { type: 'ContactsSet', data: { personId, email: 'e@school.test', phone: null } };
  it('sets', () => given([registered]).when(set).then([contacts]));
  it('is refused for nobody', () => given([]).when(set).thenRefused('person_unknown'));
  it('does nothing for the same contacts', () => given([registered, contacts]).when(set).then([]));
});

describe('WithdrawPerson', () => {
  const back = { type: 'WithdrawPerson' as const };
  const gone: PersonEvent = { type: 'PersonWithdrawn', data: { personId } };
  it('takes back that the person was registered, who can then be registered anew', () => {
    given([registered]).when(back).then([gone]);
    given([registered, gone]).when(back).then([]);
    given([registered, gone])
      .when({ type: 'RegisterPerson', ...person })
      .then([registered]);
  });
});

import type { Personal, PersonEvent, PersonId } from '@peremena/events';
import { Refusal, type Decider } from '../core/decider.ts';
import type { PersonCommand } from './commands.ts';

interface Names {
  readonly familyName: Personal<string>;
  readonly givenName: Personal<string>;
  readonly middleName: Personal<string | null>;
}
interface Person extends Names {
  readonly personId: PersonId;
  readonly birthDate: Personal<string | null>;
  readonly email: Personal<string | null>;
  readonly phone: Personal<string | null>;
  readonly source: Personal<string | null>;
}
export type PersonState = Person | null;

/** Rules of a person: names, birth date, contacts. Folding opens personal fields, so that the same name again is nothing to do. */
export const personDecider: Decider<PersonState, PersonCommand, PersonEvent> = {
  initialState: null,
  decide(state, command) {
    if (command.type === 'RegisterPerson') {
      const { personId, familyName, givenName, middleName, birthDate, source } = command;
      if (!state)
        return [{ type: 'PersonRegistered', data: { personId, familyName, givenName, middleName, birthDate, source } }];
      if (state.source !== source) throw new Refusal('person_exists', { personId });
      return [];
    }
    if (command.type === 'WithdrawPerson')
      return state ? [{ type: 'PersonWithdrawn', data: { personId: state.personId } }] : [];
    if (!state) throw new Refusal('person_unknown');
    const { personId } = state;
    switch (command.type) {
      case 'RenamePerson': {
        const { familyName, givenName, middleName } = command;
        const same =
          state.familyName === familyName && state.givenName === givenName && state.middleName === middleName;
        return same ? [] : [{ type: 'PersonRenamed', data: { personId, familyName, givenName, middleName } }];
      }
      case 'CorrectBirthDate': {
        const { birthDate } = command;
        return state.birthDate === birthDate ? [] : [{ type: 'BirthDateCorrected', data: { personId, birthDate } }];
      }
      case 'SetContacts': {
        const { email, phone } = command;
        return state.email === email && state.phone === phone
          ? []
          : [{ type: 'ContactsSet', data: { personId, email, phone } }];
      }
    }
  },
  evolve(state, event) {
    if (event.type === 'PersonRegistered') return { ...event.data, email: null, phone: null };
    if (event.type === 'PersonWithdrawn') return null;
    return state && { ...state, ...event.data };
  },
};

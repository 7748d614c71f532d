import { openText, type AnyEvent } from '@peremena/events';
import { patch, projection, remove, upsert } from '../core/projection.ts';
import { topicsOf } from '../topics.ts';

type Named = Extract<AnyEvent, { type: 'PersonRegistered' | 'PersonRenamed' }>['data'];

const names = (data: Named) => ({
  family_name: openText(data.familyName),
  given_name: openText(data.givenName),
  middle_name: openText(data.middleName),
});

/** What is this person called, and how are they reached? The only read model with names and contacts in the open; erased ones are null. */
export const people = projection({
  name: 'people',
  version: 1,
  columns: {
    person_id: 'uuid',
    family_name: 'text',
    given_name: 'text',
    middle_name: 'text',
    email: 'text',
    phone: 'text',
  },
  key: ['person_id'],
  opens: true,
  handlers: {
    PersonRegistered: ({ data }) => [upsert({ person_id: data.personId, ...names(data), email: null, phone: null })],
    PersonRenamed: ({ data }) => [patch({ person_id: data.personId }, names(data))],
    PersonWithdrawn: ({ data }) => [remove({ person_id: data.personId })],
    ContactsSet: ({ data }) => [
      patch({ person_id: data.personId }, { email: openText(data.email), phone: openText(data.phone) }),
    ],
  },
  topics: topicsOf,
});

import { openText, type Personal } from '@peremena/events';
import { patch, projection, remove, upsert } from '../core/projection.ts';
import { topicsOf } from '../topics.ts';

/** The 18th birthday. Who was born on 29 February is of age on 1 March. */
function adultOn(birthDate: Personal<string | null>): string | null {
  const born = openText(birthDate);
  if (born === null) return null;
  const day = new Date(`${Number(born.slice(0, 4)) + 18}${born.slice(4)}T00:00:00Z`);
  return day.toISOString().slice(0, 10);
}

/**
 * From which day is a person of full age (18 years: Civil Code, article 21)? Null where the birth date is not known or erased. The day
 * and month of birth stand in it, so it is opened here and in `people` alone.
 */
export const adulthood = projection({
  name: 'adulthood',
  version: 1,
  columns: { person_id: 'uuid', adult_on: 'date' },
  key: ['person_id'],
  opens: true,
  handlers: {
    PersonRegistered: ({ data }) => [upsert({ person_id: data.personId, adult_on: adultOn(data.birthDate) })],
    PersonWithdrawn: ({ data }) => [remove({ person_id: data.personId })],
    BirthDateCorrected: ({ data }) => [patch({ person_id: data.personId }, { adult_on: adultOn(data.birthDate) })],
  },
  topics: topicsOf,
});

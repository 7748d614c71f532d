import { erased } from '@peremena/events';
import { expect, test } from 'vitest';
import { id, make } from '../../test/school.ts';
import { given, type Given } from '../core/specification.ts';
import { named } from './name.ts';
import { people } from './project.ts';

const person = id('person');
const set = (type: string, data: object): Given => ({ type, data: { personId: person, ...data } }) as unknown as Given;

test('a person has the names and contacts that were set last', async () => {
  const rows = await given([
    make.person(person, 'Кравцова', 'Елена'),
    set('ContactsSet', { email: 'e@example.org', phone: null }),
    set('PersonRenamed', { familyName: 'Орлова', givenName: 'Елена', middleName: 'Андреевна' }),
  ]).rows(people);
  expect(rows).toEqual([
    {
      person_id: person,
      family_name: 'Орлова',
      given_name: 'Елена',
      middle_name: 'Андреевна',
      email: 'e@example.org',
      phone: null,
    },
  ]);
});

test('who never was is not there, and can be registered anew', async () => {
  const registered = make.person(person, 'Кравцова', 'Елена');
  await expect(given([registered, set('PersonWithdrawn', {})]).rows(people)).resolves.toEqual([]);
  const anew = [registered, set('PersonWithdrawn', {}), registered];
  await expect(given(anew).rows(people)).resolves.toMatchObject([{ family_name: 'Кравцова' }]);
});

test('what is erased is null, never a mark of where it was', async () => {
  const gone = set('PersonRenamed', { familyName: erased, givenName: erased, middleName: erased });
  await expect(given([make.person(person, 'Кравцова'), gone]).rows(people)).resolves.toMatchObject([
    { family_name: null, given_name: null },
  ]);
});

test('a short name is the family name with initials; nothing once it is erased', () => {
  const name = (family: string | null, given: string | null, middle: string | null) =>
    named('id', { family_name: family, given_name: given, middle_name: middle }).short;
  expect(name('Кравцова', 'Елена', 'Андреевна')).toBe('Кравцова Е. А.');
  expect(name('Кравцова', '𝒆lena', null)).toBe('Кравцова 𝒆.');
  expect(name(null, 'Елена', null)).toBe('Е.');
  expect(name(null, null, null)).toBe('');
});

import { expect, it } from 'vitest';
import { linksFor } from './links.ts';

type Roles = Parameters<typeof linksFor>[0];
const as = (...names: readonly string[]): Roles =>
  ({
    actings: names.map((role) => ({ role, schoolId: 'школа', factId: role })),
    roles: names.map((role) => ({ role })),
  }) as unknown as Roles;
const shown = (...names: readonly string[]) =>
  Object.fromEntries(linksFor(as(...names), 2).map(({ title, links }) => [title, links.map(({ href }) => href)]));

it('shows each person what is theirs, once', () => {
  expect(Object.keys(shown('teacher'))).toEqual(['account']);
  expect(shown('guardian')['ofFamily']).toEqual(['/more/family', '/more/consents', '/more/help']);
  expect(shown('guardian')['ofSchool']).toBeUndefined();
  expect(shown('tutor')['ofSchool']).toEqual(['/classes', '/more/help']);
  expect(shown('head')['ofSchool']).not.toContain('/more/begin');
  expect(shown('admin')['ofSchool']).not.toContain('/admin/health');
  const both = Object.values(shown('admin', 'head', 'guardian')).flat();
  expect(both.toSorted()).toEqual([...new Set(both)].toSorted());
});

it('names each thing once, also to whoever leads two schools', () => {
  const of = (schoolId: string) => ({ role: 'admin', schoolId, factId: schoolId });
  const roles = { actings: [of('17'), of('24')], roles: [of('17'), of('24')] } as unknown as Roles;
  const words = linksFor(roles, 0).flatMap(({ links }) => links.map(({ word }) => word));
  expect(words).toEqual([...new Set(words)]);
  expect(words).toContain('consentTexts');
});

it('leads to the provider to sign in through where there is one', () => {
  const account = (provider: boolean) =>
    linksFor(as('pupil'), 0, provider)
      .at(-1)
      ?.links.map(({ href }) => href);
  expect(account(false)).not.toContain('/more/provider');
  expect(account(true)).toContain('/more/provider');
});

it('leads whoever keeps the deployment to how it is', () => {
  const links = linksFor({ ...as('admin'), keepsDeployment: true }, 0).flatMap((group) => group.links);
  expect(links.map(({ href }) => href)).toContain('/admin/health');
});

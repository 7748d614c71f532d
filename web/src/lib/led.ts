import type { Me } from './answers.ts';

/** The school the person leads, and how: the one asked for, else the one led as admin, else as head. Null for anybody else. */
export function ledSchool({ actings, schools }: Me, asked: string | null = null) {
  const led = actings.filter(({ role }) => role === 'admin' || role === 'head').toSorted(byRole);
  const here = led.find(({ schoolId }) => schoolId === asked) ?? led[0];
  const school = schools.find(({ id }) => id === here?.schoolId);
  return here && school ? { ...school, role: here.role as 'admin' | 'head' } : null;
}

const byRole = (a: Me['actings'][number], b: Me['actings'][number]): number =>
  Number(a.role !== 'admin') - Number(b.role !== 'admin');

import type { Me } from './answers.ts';

/** The school the person leads in the role acted in, or in the first one: as admin before as head. Null for anybody else. */
export function ledSchool({ actings, schools }: Me) {
  const led = actings.find(({ role }) => role === 'admin') ?? actings.find(({ role }) => role === 'head');
  const school = led?.schoolId ? schools.find(({ id }) => id === led.schoolId) : undefined;
  return led && school ? { ...school, role: led.role as 'admin' | 'head' } : null;
}

/** The school a head or admin works for: the one asked for, else the first. */
export function schoolLed(me: Me, asked: string | null): Me['schools'][number] | undefined {
  const led = new Set(
    me.actings.flatMap(({ role, schoolId }) => (role === 'head' || role === 'admin' ? [schoolId] : [])),
  );
  const schools = me.schools.filter(({ id }) => led.has(id));
  return schools.find(({ id }) => id === asked) ?? schools[0];
}

import type { Me } from '#lib/answers.ts';

/** The school a head or admin settles substitutions for: the one asked for, else the first. */
export function schoolLed(me: Me, asked: string | null): Me['schools'][number] | undefined {
  const led = new Set(
    me.actings.flatMap(({ role, schoolId }) => (role === 'head' || role === 'admin' ? [schoolId] : [])),
  );
  const schools = me.schools.filter(({ id }) => led.has(id));
  return schools.find(({ id }) => id === asked) ?? schools[0];
}

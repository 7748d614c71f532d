import type { StandIn } from '@peremena/projections/queries';
import { expect, it } from 'vitest';
import { ranked } from './ranked.ts';

const blank = { absent: false, sameSubject: false, knowsClass: false, today: 3, week: 18, substitutions: 0 };
const teacher = (id: string, given: Partial<StandIn> = {}): StandIn => ({
  teacher: { id, name: { family: id, given: 'И', middle: null }, short: id },
  ...blank,
  ...given,
});
const order = (teachers: readonly StandIn[], busy: readonly string[] = []) =>
  ranked(teachers, new Set(busy)).map((one) => one.teacher.id);

it('asks those who are there and free first, then who teaches the subject, knows the class, stood in least', () => {
  const teachers = [
    teacher('ill', { absent: true, sameSubject: true }),
    teacher('busy', { sameSubject: true }),
    teacher('anybody'),
    teacher('often', { sameSubject: true, substitutions: 4 }),
    teacher('rarely', { sameSubject: true, substitutions: 1 }),
    teacher('tutor', { knowsClass: true }),
  ];
  expect(order(teachers, ['busy'])).toEqual(['rarely', 'often', 'tutor', 'anybody', 'busy', 'ill']);
});

it('spares who has much to do that day', () => {
  expect(order([teacher('full', { today: 6 }), teacher('light', { today: 2, week: 25 })])).toEqual(['light', 'full']);
});

it('keeps the order of names where nothing else tells them apart', () => {
  expect(order([teacher('a'), teacher('b')])).toEqual(['a', 'b']);
});

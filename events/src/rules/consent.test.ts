import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConsentKind } from '../consent.ts';
import { type AskedText, type ConsentAnswer, consentOn, newestText, type Speakers, waitsOn } from './consent.ts';

const [pupil, mother, father] = ['pupil', 'mother', 'father'] as const;
const text = (version: number, on: string, earlierUntil: string | null = null): AskedText => ({
  kind: 'photo',
  version,
  on,
  earlierUntil,
});
const said = (
  personId: string,
  answer: ConsentAnswer['answer'],
  on = '2026-09-02',
  version = 1,
  kind: ConsentKind = 'photo',
): ConsentAnswer => ({ personId, answer, on, version, kind });
const both = { pupilId: pupil, guardianIds: [mother, father], age: 12 };
const first = text(1, '2026-09-01');
const on = (answers: readonly ConsentAnswer[], who: Speakers = both, date = '2026-11-20', texts = [first]) =>
  consentOn(texts, answers, 'photo', who, date);

describe('consent', () => {
  it('is not asked for before its text, and then waits', () => {
    expect(on([], both, '2026-08-31')).toBe('unasked');
    expect(on([], both, '2026-09-01')).toBe('waiting');
  });
  it('is given by one guardian, and taken away by another', () => {
    expect(on([said(mother, 'given')])).toBe('given');
    expect(on([said(mother, 'given'), said(father, 'declined')])).toBe('declined');
    expect(on([said(mother, 'given'), said(mother, 'withdrawn', '2026-10-01')])).toBe('declined');
    expect(on([said(mother, 'given'), said(mother, 'withdrawn', '2026-10-01')], both, '2026-09-30')).toBe('given');
  });
  it('of a guardian who is none any more counts for nothing', () => {
    const alone = { ...both, guardianIds: [mother] };
    expect(on([said(mother, 'given'), said(father, 'declined')], alone)).toBe('given');
    expect(on([said(father, 'given')], alone)).toBe('waiting');
  });
  it('from 14 the pupil may forbid pictures, not permit them alone; from 18 the pupil alone is heard', () => {
    const aged = (age: number | null) => ({ ...both, age });
    const forbidden = [said(mother, 'given'), said(pupil, 'declined')];
    expect(on(forbidden, aged(13))).toBe('given');
    expect(on(forbidden, aged(null))).toBe('given');
    expect(on(forbidden, aged(14))).toBe('declined');
    expect(on([said(pupil, 'given')], aged(15))).toBe('waiting');
    expect(on([said(pupil, 'given'), said(mother, 'declined')], aged(18))).toBe('given');
    expect(on([said(mother, 'given')], aged(18))).toBe('waiting');
  });
  it('to an earlier text stands until the new one is answered, or until the day that was named', () => {
    const open = [first, text(2, '2026-11-01')];
    const ending = [first, text(2, '2026-11-01', '2026-11-15')];
    expect(on([said(mother, 'given')], both, '2026-11-20', open)).toBe('given');
    expect(on([said(mother, 'given')], both, '2026-11-15', ending)).toBe('given');
    expect(on([said(mother, 'given')], both, '2026-11-16', ending)).toBe('waiting');
    const anew = [said(mother, 'given'), said(mother, 'declined', '2026-11-10', 2)];
    expect(on(anew, both, '2026-11-20', open)).toBe('declined');
    const waits = (list: readonly ConsentAnswer[], age = 12) =>
      waitsOn(open, list, 'photo', { ...both, age }, '2026-11-20');
    expect([waits([said(mother, 'given')]), waits(anew), waits(anew, 18)]).toEqual([true, false, true]);
    expect(newestText(open, 'photo')?.version).toBe(2);
    expect(newestText(open, 'messages')).toBeNull();
  });
});

const answers = fc.array(
  fc.record({
    personId: fc.constantFrom<string>(pupil, mother, father, 'somebody else'),
    answer: fc.constantFrom('given' as const, 'declined' as const, 'withdrawn' as const),
    kind: fc.constantFrom('photo' as const, 'messages' as const),
    version: fc.integer({ min: 1, max: 3 }),
    on: fc.integer({ min: 1, max: 28 }).map((day) => `2026-09-${String(day).padStart(2, '0')}`),
  }),
  { maxLength: 12 },
);
type Rule = typeof consentOn;

/** What holds of every history: nobody who may not answer changes anything, and there is no consent without a yes of who may. */
function holds(rule: Rule): void {
  fc.assert(
    fc.property(answers, fc.option(fc.integer({ min: 6, max: 19 })), (list, age) => {
      const sorted = list.toSorted((a, b) => (a.on < b.on ? -1 : 1));
      const who = { pupilId: pupil, guardianIds: [mother], age };
      const standing = rule([first], sorted, 'photo', who, '2026-09-20');
      const heard = sorted.filter(
        ({ personId, kind, on: day }) =>
          kind === 'photo' &&
          day <= '2026-09-20' &&
          (age !== null && age >= 18 ? personId === pupil : personId === mother || personId === pupil),
      );
      expect(rule([first], heard, 'photo', who, '2026-09-20')).toBe(standing);
      const deciding = age !== null && age >= 18 ? pupil : mother;
      const last = heard.findLast(({ personId }) => personId === deciding);
      if (standing === 'given') expect(last?.answer).toBe('given');
      if (last && last.answer !== 'given') expect(standing).toBe('declined');
    }),
  );
}

describe('every history of answers', () => {
  it('gives consent by nobody but who may answer', () => holds(consentOn));
  it('fault: a yes of anybody is taken for consent', () => {
    const careless: Rule = (texts, list, kind, who, date) =>
      list.some(({ answer, on: day }) => answer === 'given' && day <= date)
        ? 'given'
        : consentOn(texts, list, kind, who, date);
    expect(() => holds(careless)).toThrow();
  });
});

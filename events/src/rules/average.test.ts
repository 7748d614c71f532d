import fc from 'fast-check';
import { expect, test } from 'vitest';
import { average, type Weighted } from './average.ts';
import { decimal, plus, round, times } from './decimal.ts';
import { isOnScale, scales, type Scale } from './scales.ts';

const five = scales.five;
const marks = fc.array(fc.record({ value: fc.constantFrom(...five.values), weight: fc.integer({ min: 1, max: 10 }) }), {
  minLength: 1,
  maxLength: 40,
});

/** The average in hundredths by whole numbers alone, another way than the product's: by looking for the nearest hundredth. */
function hundredths(list: readonly Weighted[]): bigint {
  const sum = list.reduce((total, { value, weight }) => total + BigInt(value) * BigInt(weight), 0n);
  const weights = list.reduce((total, { weight }) => total + BigInt(weight), 0n);
  let units = 0n;
  while ((2n * (units + 1n) - 1n) * weights <= 2n * sum * 100n) units += 1n;
  return units;
}

/** 107/40 = 2.675: a half that a floating number misses. */
const half = [
  [2, 10],
  [2, 3],
  [3, 10],
  [3, 10],
  [3, 7],
].map(([value, weight]) => ({ value: String(value), weight: weight as number }));

/** The check that the product's average and the broken one below both go through. */
function checkAverage(of: (scale: Scale, list: readonly Weighted[]) => string | null): void {
  const nearest = (list: readonly Weighted[]): string =>
    `${hundredths(list) / 100n}.${String(hundredths(list) % 100n).padStart(2, '0')}`;
  fc.assert(
    fc.property(marks, (list) => of(five, list) === nearest(list)),
    { examples: [[half]] },
  );
}

test('an average is the nearest hundredth of the exact weighted mean, halves up', () => {
  checkAverage(average);
  expect(
    average(five, [
      { value: '4', weight: 7 },
      { value: '5', weight: 1 },
    ]),
  ).toBe('4.13');
});

test('planted fault: an average by floating numbers is found out', () => {
  const floating = (_scale: Scale, list: readonly Weighted[]): string => {
    const weights = list.reduce((total, { weight }) => total + weight, 0);
    return (list.reduce((total, { value, weight }) => total + Number(value) * weight, 0) / weights).toFixed(2);
  };
  expect(() => checkAverage(floating)).toThrow();
});

test('order does not matter, and splitting a weight into marks of weight one changes nothing', () => {
  fc.assert(
    fc.property(marks, (list) => {
      const split = list.flatMap(({ value, weight }) => Array.from({ length: weight }, () => ({ value, weight: 1 })));
      return average(five, list) === average(five, list.toReversed()) && average(five, list) === average(five, split);
    }),
  );
});

test('what is off the scale counts for nothing, and no marks have no average', () => {
  expect(average(five, [])).toBeNull();
  expect(
    average(five, [
      { value: 'н/а', weight: 3 },
      { value: 'constructor', weight: 1 },
    ]),
  ).toBeNull();
  expect(
    average(five, [
      { value: 'н/а', weight: 3 },
      { value: '5', weight: 1 },
    ]),
  ).toBe('5.00');
  expect(isOnScale(five, '6')).toBe(false);
  expect(isOnScale(five, '5')).toBe(true);
});

test('decimals are read strictly, added exactly and rounded away from zero at halves', () => {
  expect(round(plus(decimal('0.1'), decimal('0.2')), 1)).toBe('0.3');
  expect(round(times(decimal('-0.125'), 1n), 2)).toBe('-0.13');
  expect(round(decimal('-0.001'), 2)).toBe('0.00');
  expect(round(decimal('7'), 0)).toBe('7');
  for (const wrong of ['', '1e3', '1,5', ' 1', '.5', 'NaN', '1.']) expect(() => decimal(wrong)).toThrow(RangeError);
});

/** An exact fraction. The denominator is above zero. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

const form = /^(-?)(\d{1,15})(?:\.(\d{1,15}))?$/;

/** Reads a decimal string such as `4.25`. Throws `RangeError` for anything else: exponents, spaces, commas. */
export function decimal(text: string): Fraction {
  const found = form.exec(text);
  if (!found) throw new RangeError(`not a decimal: ${text}`);
  const [, sign, whole = '', part = ''] = found;
  const size = BigInt(whole + part);
  return { numerator: sign ? -size : size, denominator: 10n ** BigInt(part.length) };
}

export function plus(a: Fraction, b: Fraction): Fraction {
  if (a.denominator === b.denominator) return { numerator: a.numerator + b.numerator, denominator: a.denominator };
  return {
    numerator: a.numerator * b.denominator + b.numerator * a.denominator,
    denominator: a.denominator * b.denominator,
  };
}

export function times(a: Fraction, factor: bigint): Fraction {
  return { numerator: a.numerator * factor, denominator: a.denominator };
}

/** Rounds to `places` decimals as a decimal string; halves go away from zero, so 4.125 becomes `4.13`. */
export function round({ numerator, denominator }: Fraction, places: number): string {
  const size = (numerator < 0n ? -numerator : numerator) * 10n ** BigInt(places);
  const units = (2n * size + denominator) / (2n * denominator);
  const digits = units.toString().padStart(places + 1, '0');
  const sign = numerator < 0n && units > 0n ? '-' : '';
  return places === 0 ? sign + digits : `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

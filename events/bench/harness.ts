/** A figure that is measured beside a baseline of the same run. */
export interface Bench {
  readonly name: string;
  /** What is counted, in words. */
  readonly metric: string;
  readonly unit: string;
  /** Which way is better; default `higher`. */
  readonly better?: 'higher' | 'lower';
  /** Met when every condition named holds for the median: `value` absolute, `ratio` against the baseline. */
  readonly floor?: Target;
  readonly aim?: Target;
  prepare?(): Promise<void>;
  /** One round: a figure. */
  run(): Promise<number>;
  baseline(): Promise<number>;
  finish?(): Promise<void>;
}

export interface Target {
  readonly value?: number;
  readonly ratio?: number;
}

export interface Figure {
  readonly name: string;
  readonly metric: string;
  readonly value: number;
  readonly unit: string;
  readonly baseline: number;
  readonly floor: Target | null;
  readonly floorMet: boolean | null;
  readonly aim: Target | null;
  readonly aimMet: boolean | null;
  readonly rounds: number;
  /** Largest minus smallest of the rounds, as a part of the median. */
  readonly spread: number;
}

/** Measures one figure: `rounds` times the thing and its baseline in turn, after one round of each that does not count. */
export async function measure(bench: Bench, rounds: number): Promise<Figure> {
  await bench.prepare?.();
  try {
    const values: number[] = [];
    const baselines: number[] = [];
    for (let round = -1; round < rounds; round += 1) {
      const [baseline, value] = [await bench.baseline(), await bench.run()];
      if (round < 0) continue;
      baselines.push(baseline);
      values.push(value);
    }
    return judge(bench, values, baselines);
  } finally {
    await bench.finish?.();
  }
}

function judge(bench: Bench, values: readonly number[], baselines: readonly number[]): Figure {
  const value = median(values);
  const baseline = median(baselines);
  const met = (target: Target | undefined): boolean | null =>
    target ? meets(target, value, baseline, bench.better ?? 'higher') : null;
  return {
    name: bench.name,
    metric: bench.metric,
    value: rounded(value),
    unit: bench.unit,
    baseline: rounded(baseline),
    floor: bench.floor ?? null,
    floorMet: met(bench.floor),
    aim: bench.aim ?? null,
    aimMet: met(bench.aim),
    rounds: values.length,
    spread: rounded((Math.max(...values) - Math.min(...values)) / value),
  };
}

function meets(target: Target, value: number, baseline: number, better: 'higher' | 'lower'): boolean {
  const ratio = better === 'higher' ? value / baseline : baseline / value;
  const reached = target.value === undefined || (better === 'higher' ? value >= target.value : value <= target.value);
  return reached && (target.ratio === undefined || ratio >= target.ratio);
}

/** The middle value; the mean of the two middle ones of an even count. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

const rounded = (value: number): number => Number(value.toPrecision(4));

/** One figure as a line for people. */
export function line(figure: Figure): string {
  const ratio = (figure.value / figure.baseline).toPrecision(3);
  const parts = [`${figure.name}: ${figure.value} ${figure.unit}`, `baseline ${figure.baseline} (${ratio}×)`];
  for (const which of ['floor', 'aim'] as const) {
    const target = figure[which];
    if (target) parts.push(`${which} ${words(target)} ${figure[`${which}Met`] ? 'met' : 'NOT met'}`);
  }
  return `${parts.join(' · ')} · median of ${figure.rounds}, spread ${Math.round(figure.spread * 100)} %`;
}

function words({ value, ratio }: Target): string {
  return [value === undefined ? [] : `${value}`, ratio === undefined ? [] : `${ratio}×`].flat().join(' and ');
}

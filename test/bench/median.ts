/** The middle of some figures; of an even number of them the mean of the two in the middle. */
export function median(figures: readonly number[]): number {
  const sorted = figures.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
  return (lower + upper) / 2;
}

/** Two ways to do the same, measured in turn in one run, so that the machine's moods meet both. Times in one unit. */
export interface Comparison {
  readonly ours: number[];
  readonly floor: number[];
}

/** Measures two ways in turn, `rounds` times after one round that does not count. */
export async function compare(
  rounds: number,
  ours: () => Promise<number>,
  floor: () => Promise<number>,
): Promise<Comparison> {
  await ours();
  await floor();
  const comparison: Comparison = { ours: [], floor: [] };
  for (let round = 0; round < rounds; round += 1) {
    comparison.ours.push(await ours());
    comparison.floor.push(await floor());
  }
  return comparison;
}

/**
 * A line of the report: both medians, and the median of the ratios round by round with its range.
 * @param unit of the figures, if they are no milliseconds.
 */
export function describe(
  name: string,
  floorName: string,
  { ours, floor }: Comparison,
  unit = 'ms',
): string {
  const ratios = ours.map((time, round) => time / (floor[round] ?? Number.NaN));
  const digits = (figure: number): string => figure.toFixed(figure < 10 ? 2 : 0);
  return [
    `${name}: ${digits(median(ours))} ${unit}; ${floorName}: ${digits(median(floor))} ${unit};`,
    `ratio ${median(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}, n = ${ratios.length})`,
  ].join(' ');
}

/** A line of the report for one figure. */
export function figure(name: string, value: number, unit: string): string {
  return `${name}: ${value.toFixed(value < 100 ? 2 : 0)} ${unit}`.trimEnd();
}

import { afterAll, describe, expect, test } from 'vitest';
import { isLong } from '../test-length.ts';
import { type Kind, kinds, type Month, playMonth } from './month.ts';
import { explained, rowOf, tableOf, total } from './table.ts';

/** Each plays its own month: a laptop, a computer that is never off, and a bit of both. */
const seeds = isLong ? [20_261, 20_262, 20_263] : [20_261, 20_262];
const days = 30;
const timeLimit = 240_000;

const months: Month[] = [];

async function play(kind: Kind, seed: number): Promise<Month> {
  const month = await playMonth(kind, seed, days);
  months.push(month);
  return month;
}

/** What led to a line of the journal. */
function leadingTo(line: number, { journal }: Month): string {
  return line < 0 ? '' : `\n${journal.slice(Math.max(0, line - 30), line + 3).join('\n')}\n`;
}

function leadingToWords(words: string, month: Month): string {
  const line = month.journal.findIndex((one) => one.includes(words));
  return leadingTo(line, month);
}

describe.each(seeds)('a month of bad luck, seed %i', (seed) => {
  test(
    'costs nobody who uses this app a sign-in that could have been avoided',
    async () => {
      const month = await play('this app', seed);
      const bad = month.signIns.filter(
        ({ isAvoidable, reasons, told }) => isAvoidable || !reasons.some((one) => one === told),
      );
      expect(bad, leadingTo(bad[0]?.line ?? -1, month)).toEqual([]);
      expect(month.sentTwice, leadingToWords('twice', month)).toBe(0);
      expect(month.overlapping, leadingToWords('beside another', month)).toBe(0);
      expect(month.stuck, leadingToWords('calm weather', month)).toBe(0);
      // The month was worth it.
      expect(month.refreshes).toBeGreaterThan(80);
      expect(month.sentDeliberately).toBeGreaterThan(0);
      expect(month.answered).toBeGreaterThan(500);
    },
    timeLimit,
  );

  test.each(kinds.filter((kind) => kind !== 'this app'))(
    'costs those who use a client with %s more than they need',
    async (kind) => {
      const month = await play(kind, seed);
      const { avoidable, sentTwice, overlapping } = rowOf(month);
      expect(avoidable).toBeGreaterThan(0);
      expect(sentTwice).toBeGreaterThan(0);
      // Single flight ends at the process; only the lock reaches further.
      expect(overlapping).toBeGreaterThan(0);
    },
    timeLimit,
  );
});

test(
  'the same seed plays the same days',
  async () => {
    const [one, other] = [await playMonth('this app', 1, 4), await playMonth('this app', 1, 4)];
    expect(namelessly(other.journal)).toEqual(namelessly(one.journal));
    expect(rowOf(other)).toEqual(rowOf(one));
  },
  timeLimit,
);

/** The journal with tokens, which the instance makes up anew each time, by their number. */
function namelessly(journal: readonly string[]): string[] {
  const names = new Map<string, number>();
  return journal.map((line) =>
    line.replace(/(?<= )[0-9a-f]{6}(?= |$)/g, (hash) => {
      const number = names.get(hash) ?? names.size;
      names.set(hash, number);
      return `token ${number}`;
    }),
  );
}

afterAll(() => {
  const rows = months.map(rowOf);
  const totals = kinds.map((kind) => total(kind, rows));
  console.log(`
${days} days of each seed (${seeds.join(', ')})

${tableOf([...rows, ...totals])}

What this app said of the sign-ins that nothing could have avoided: ${explained(months)}
`);
});

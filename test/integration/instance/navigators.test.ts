import { describe, expect, test } from 'vitest';
import type { CellValue } from '../../../electron/contract/rows.ts';
import { allRows, connect, everything, orders, succeeded } from './connected.ts';
import { createTruth } from './truth.ts';

function isRaw(cell: CellValue): boolean {
  return typeof cell === 'object' && cell !== null && 'raw' in cell;
}

describe('the navigators', () => {
  test('come in the language of the app, sorted by it', async () => {
    const { client, speak } = await connect({ orders: 1 });
    const english = succeeded(await client.entitySets(false));
    speak('bg');
    const bulgarian = succeeded(await client.entitySets(false));
    expect(english.length).toBeGreaterThanOrEqual(20);
    expect(bulgarian).toHaveLength(english.length);
    expect(english.find(({ name }) => name === orders)).toMatchObject({ module: 'Crm.Sales' });
    for (const [sets, language] of [
      [english, 'en'],
      [bulgarian, 'bg'],
    ] as const) {
      const labels = sets.map(({ label }) => label);
      expect(labels).toEqual(labels.toSorted(new Intl.Collator(language).compare));
    }
    expect(bulgarian.every(({ label }) => /\p{Script=Cyrillic}/u.test(label))).toBe(true);
  });

  test('can each be read with all their columns, and every cell is what the tables hold', async () => {
    const { client, simulator } = await connect({ orders: 120 });
    const truth = createTruth(simulator);
    for (const { name } of succeeded(await client.entitySets(false))) {
      const detail = succeeded(await client.entitySet(name));
      const rows = await allRows(client, everything(detail));
      expect(rows).toHaveLength(simulator.control.rows(name).length);
      expect(rows.flatMap(({ cells }) => cells).filter(isRaw)).toEqual([]);
      if (!detail.hasId) continue;
      const cells = new Map(rows.map((row) => [row.id, row.cells]));
      expect(cells).toEqual(truth.rows(detail));
    }
  });
});

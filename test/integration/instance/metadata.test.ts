import { describe, expect, test } from 'vitest';
import type { EntitySetDetail } from '../../../electron/contract/rows.ts';
import { allRows, connect, everything, orders, succeeded } from './connected.ts';

/** What $metadata can tell of a set: its columns with their types, and where references lead. */
function known({ name, hasId, columns, children }: EntitySetDetail) {
  const types: Record<string, unknown> = {};
  for (const { name: column, type, enumLabels } of columns) {
    // Neither days nor percentages have a type of their own.
    const plain = type === 'date' ? 'dateTime' : type;
    types[column] = [plain === 'percent' ? 'decimal' : plain, Object.keys(enumLabels ?? {})];
  }
  const lines = Object.fromEntries(children.map((child) => [child.name, child.set]));
  return { name, hasId, types, lines };
}

describe('an instance without currentmodel', () => {
  test('has the same sets and columns by its $metadata', async () => {
    const { client, simulator } = await connect({ orders: 1 });
    const sets = succeeded(await client.entitySets(false));
    const details = new Map<string, EntitySetDetail>();
    for (const { name } of sets) details.set(name, succeeded(await client.entitySet(name)));

    simulator.control.set({ modelAvailable: false });
    const old = succeeded(await client.entitySets(true));
    expect(old.map(({ name }) => name).toSorted()).toEqual(sets.map(({ name }) => name).toSorted());
    expect(old.map(({ label }) => label)).not.toContain('');
    for (const [name, detail] of details) {
      expect(known(succeeded(await client.entitySet(name)))).toMatchObject(known(detail));
    }
  });

  test('shows its rows, and is asked for $metadata once', async () => {
    const { client, simulator } = await connect({ orders: 20, modelAvailable: false });
    const detail = succeeded(await client.entitySet(orders));
    expect(await allRows(client, everything(detail))).toHaveLength(20);
    succeeded(await client.entitySets(false));
    const asked = simulator.control.requests().filter(({ path }) => path.includes('$metadata'));
    expect(asked).toHaveLength(1);
  });
});

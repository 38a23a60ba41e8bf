import fc from 'fast-check';
import { expect, it } from 'vitest';
import { success } from '../../../electron/contract/result.ts';
import { parseListInSlices } from '../../../electron/instance/sliced-json.ts';
import type { IdentifiedRow } from '../../../electron/library/cache/row-record.ts';
import { mostRowsInText, readRowsTexts } from '../../../electron/library/process/rows-text.ts';
import {
  newestPacked,
  type PackedRows,
  packedCount,
  packedWith,
  packsInMessages,
} from '../../../electron/sync/packed-rows.ts';
import { rowsWith } from '../../../electron/sync/pages.ts';
import { pulledSet } from '../../../electron/sync/pulled-set.ts';
import { fakeModel, idOf, orders } from './fake-instance.ts';

const model = fakeModel(orders);
if (model === undefined) throw new Error('The instance has no such set.');
const { fields } = pulledSet(model, 'en');

/** Rows as the instance sends them, with texts of any letters and numbers of any length. */
const sent = fc
  .array(
    fc.record({
      Name: fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.bigInt().map(String)),
      DisplayText: fc.option(fc.string()),
    }),
    { maxLength: 1200, size: 'max' },
  )
  .map((rows) => rows.map((row, index) => ({ ...row, Id: idOf(index) })));

/** Stands for the time of an update: the number of a row. */
const numberOf = ({ id }: IdentifiedRow): number => Number(id.slice(-12));
const newestOf = (rows: readonly IdentifiedRow[]): number => Math.max(...rows.map(numberOf));

async function packsOf(json: string, slice: number): Promise<readonly PackedRows[]> {
  const { read } = await parseListInSlices(
    Buffer.from(json),
    'value',
    packedWith(fields, newestOf),
    slice,
  );
  return (read ?? []).flatMap((some) => some ?? []);
}

it('rows that are packed while they are read are written as they would be from a whole page', async () => {
  await fc.assert(
    fc.asyncProperty(sent, fc.integer({ min: 1, max: 60_000 }), async (rows, slice) => {
      const packs = await packsOf(JSON.stringify({ value: rows }), slice);
      const messages: (readonly string[])[] = [];
      const isLasts: boolean[] = [];
      await packsInMessages(packs, (texts, isLast) => {
        messages.push(texts);
        isLasts.push(isLast);
        return Promise.resolve(success(null));
      });
      expect(messages.flatMap(readRowsTexts)).toEqual(rowsWith(fields)(rows));
      expect(isLasts).toEqual(messages.map((_, index) => index === messages.length - 1));
      expect(packedCount(packs)).toBe(rows.length);
      expect(packs.flatMap(({ ids }) => ids)).toEqual(rows.map(({ Id }) => Id));
      expect(newestPacked(packs)).toBe(rows.length === 0 ? null : rows.length - 1);
    }),
    { numRuns: 15 },
  );
});

it('small packs go together, and none is larger than the library takes', async () => {
  const rows = Array.from({ length: 1000 }, (_, index) => ({ Id: idOf(index), Name: 'Иван' }));
  for (const slice of [100, 10_000, 1_000_000]) {
    const sizes: number[] = [];
    await packsInMessages(await packsOf(JSON.stringify({ value: rows }), slice), (texts) => {
      sizes.push(readRowsTexts(texts).length);
      return Promise.resolve(success(null));
    });
    expect(Math.max(...sizes)).toBeLessThanOrEqual(mostRowsInText);
    expect(sizes.length).toBeLessThanOrEqual(6);
  }
});

it.each([
  ['no row', '{"value":[{"Id":"1"},4]}'],
  ['a row without a key', '{"value":[{"Id":"1"},{"Name":"nobody"}]}'],
])('%s makes the whole answer none', async (_, json) => {
  const { read } = await parseListInSlices(
    Buffer.from(json),
    'value',
    packedWith(fields, newestOf),
  );
  expect(read).toEqual([null]);
});

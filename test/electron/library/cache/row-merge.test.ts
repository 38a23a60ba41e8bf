import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mergeRows } from '../../../../electron/library/cache/row-merge.ts';
import type { KeptRow } from '../../../../electron/library/cache/row-record.ts';
import type { SetColumn } from '../../../../electron/library/cache/set-table.ts';

const columns: readonly SetColumn[] = [0, 1, 2, 3].map((number) => ({
  number,
  name: `Column${number}`,
  type: 'text',
  isSorted: false,
  isFilled: false,
  enumValues: [],
}));

/** Answers of one instance: at one moment a column has one value. */
const answer = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.subarray([...columns], { minLength: 1 }))
  .map(
    ([seenAt, asked]): KeptRow => ({
      id: 'a',
      title: `as of ${seenAt}`,
      seenAt,
      cells: new Map(asked.map((column) => [column, `${column.name} as of ${seenAt}`])),
      older: {},
    }),
  );

/** What is known for sure: of each column the latest answer that had it. */
function latest(answers: readonly KeptRow[]): Record<string, unknown> {
  const known = answers.toSorted((a, b) => a.seenAt - b.seenAt).flatMap(({ cells }) => [...cells]);
  return Object.fromEntries(known.map(([{ name }, cell]) => [name, cell]));
}

it('has each column from the latest answer that had it, with that answer’s age, in whatever order they come', () => {
  fc.assert(
    fc.property(fc.array(answer, { minLength: 1, maxLength: 6 }), (answers) => {
      const [first, ...others] = answers;
      if (first === undefined) return;
      const merged = others.reduce(mergeRows, first);
      const cells = Object.fromEntries([...merged.cells].map(([{ name }, cell]) => [name, cell]));
      expect(cells).toEqual(latest(answers));
      expect(merged.seenAt).toBe(Math.max(...answers.map(({ seenAt }) => seenAt)));
      for (const [column, cell] of merged.cells) {
        const age = merged.older[column.number] ?? merged.seenAt;
        expect(cell).toBe(`${column.name} as of ${age}`);
      }
    }),
  );
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mergedRuns } from '../../../../electron/library/cache/sorted-runs.ts';
import { doAll } from '../../../../electron/library/database/slices.ts';

interface Item {
  readonly key: number;
  readonly place: number;
}

const byKey = (a: Item, b: Item): number => a.key - b.key;

it('merges what is sorted each into what sorting all of it gives, equal items in the order of the runs', () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.nat(9), { maxLength: 8 }), { maxLength: 9 }), (keys) => {
      let place = 0;
      const runs = keys.map((run) =>
        run.map((key): Item => {
          place += 1;
          return { key, place };
        }),
      );
      const sorted = runs.map((run) => run.toSorted(byKey));
      expect(doAll(mergedRuns(sorted, byKey))).toEqual(runs.flat().toSorted(byKey));
    }),
    { numRuns: 500 },
  );
});

it('lets others in between while it merges many', () => {
  const run = Array.from({ length: 15_000 }, (_, key) => ({ key, place: key }));
  const slices = mergedRuns([run, run], byKey);
  expect(slices.next().done).toBe(false);
  expect(doAll(slices)).toHaveLength(30_000);
});

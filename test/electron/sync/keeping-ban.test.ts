import { expect, test } from 'vitest';
import type {
  KeptPart,
  KeptRows,
  KeptSet,
  KeptSets,
} from '../../../electron/contract/local-copy.ts';
import { failure, type Result, success } from '../../../electron/contract/result.ts';
import { banKeeping } from '../../../electron/sync/keeping-ban.ts';

const part: KeptPart = { where: [], search: 'north', words: ['north'] };

function kept(set: string, change: Partial<KeptSet> = {}): KeptSet {
  const fine = { part: null, along: null, completeAt: 1, failure: null, total: 1, rows: 1 };
  return { set, status: 'upToDate', ...fine, ...change };
}

function setUp(sets: readonly KeptSet[], answer: () => Result<null> = () => success(null)) {
  const stopped: KeptRows[] = [];
  let held = sets;
  const sync = {
    keptSets: (): KeptSets => ({ sets: held, isPaused: false }),
    stop(rows: KeptRows) {
      stopped.push(rows);
      const result = answer();
      if (result.ok) {
        held = held.filter((each) => each.set !== rows.set && each.along !== rows.set);
        // As the real one does: the change is told before the promise is kept.
        tell(sync.keptSets());
      }
      return Promise.resolve(result);
    },
  };
  const tell = banKeeping(() => sync);
  return { stopped, tell: () => tell(sync.keptSets()), left: () => held };
}

test('everything that was chosen goes, one after the other and each once, and what came along with it', async () => {
  const { stopped, tell, left } = setUp([
    kept('Orders'),
    kept('Customers', { along: 'Orders' }),
    kept('Products', { part }),
  ]);
  tell();
  await expect.poll(left).toEqual([]);
  expect(stopped).toEqual([{ set: 'Orders' }, { set: 'Products', part }]);
});

test('what can’t be given up now is tried again with the next change, and not before', async () => {
  let isFull = true;
  const { stopped, tell, left } = setUp([kept('Orders')], () =>
    isFull ? failure({ code: 'storageFailed' }) : success(null),
  );
  tell();
  await new Promise(setImmediate);
  expect(stopped).toHaveLength(1);
  isFull = false;
  tell();
  await expect.poll(left).toEqual([]);
});

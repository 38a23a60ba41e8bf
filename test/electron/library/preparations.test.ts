import { expect, it } from 'vitest';
import { done, failed, type Outcome } from '../../../electron/library/outcome.ts';
import { createPreparations } from '../../../electron/library/process/preparations.ts';

const byName = { set: 'A', column: 'Name', enumValues: [] };

/** Preparations over a writer whose answers the test gives. */
function preparations() {
  const asked: string[] = [];
  const answers: ((outcome: Outcome<null>) => void)[] = [];
  const preparing = createPreparations({
    performUnasked(name) {
      asked.push(name);
      return new Promise((resolve) => answers.push(resolve));
    },
  });
  const answer = async (outcome: Outcome<null>): Promise<void> => {
    answers.shift()?.(outcome);
    await Promise.resolve();
    await Promise.resolve();
  };
  return { asked, preparing, answer };
}

it('does not ask for an index again while it is being made, but when it is gone later', async () => {
  const { asked, preparing, answer } = preparations();
  preparing.order(byName);
  preparing.order({ ...byName });
  preparing.search('A');
  preparing.order({ ...byName, column: 'Number' });
  expect(asked).toEqual(['prepareOrder', 'buildSearchIndex', 'prepareOrder']);
  await answer(done(null));
  preparing.order(byName);
  expect(asked).toHaveLength(4);
});

it('gives up on an index that could not be made', async () => {
  const { asked, preparing, answer } = preparations();
  preparing.search('A');
  await answer(failed('diskFull'));
  preparing.search('A');
  expect(asked).toHaveLength(1);
});

import { expect, it } from 'vitest';
import { createAnswers } from '../../../electron/answers/answers.ts';
import { failure, success } from '../../../electron/contract/result.ts';
import { createCurrentTimeZone } from '../../../electron/query/time-zone.ts';
import { models } from '../query/sample-models.ts';

const orders = 'Crm_Sales_SalesOrders';

it('asks the copy only when it is known which sets are complete, be the first question ever so early', async () => {
  const known = Promise.withResolvers<void>();
  const asked = Promise.withResolvers<void>();
  let isKnown = false;
  const knownWhenAsked: boolean[] = [];
  const model = models(orders);
  if (model === undefined) throw new Error('The sample has no sales orders.');
  const unused = (): never => {
    throw new Error('Nobody should ask this.');
  };
  const answers = createAnswers({
    entitySet: () => Promise.resolve(success(model)),
    keptEntitySet: () => {
      asked.resolve();
      return Promise.resolve(model);
    },
    person: {
      now: Date.now,
      timeZone: createCurrentTimeZone(() => 'Europe/Sofia'),
      locale: () => 'en-GB',
      me: { set: 'Systems_Security_Users', id: '00000000-0000-0000-0000-000000000001' },
      current: () => Promise.resolve(new Map()),
    },
    copy: {
      fetch: () => {
        knownWhenAsked.push(isKnown);
        return Promise.resolve(failure({ code: 'notKept' }));
      },
      totals: unused,
    },
    instance: { fetch: unused, loadMore: unused, count: unused, totals: unused },
    sync: {
      whenKnown: () => known.promise,
      isComplete: () => isKnown,
      completeFor: () => null,
      refresh: unused,
    },
  });

  const answer = answers.fetchRows(
    {
      query: { set: orders, columns: ['DocumentNo'], where: [], search: '', order: [] },
      source: 'copy',
      cursor: null,
    },
    { urgency: 'visible', signal: new AbortController().signal },
  );
  await asked.promise;
  await new Promise((resolve) => setImmediate(resolve));
  isKnown = true;
  known.resolve();
  await answer;
  expect(knownWhenAsked).toEqual([true]);
});

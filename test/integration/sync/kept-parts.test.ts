import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KeepOffline } from '../../../electron/contract/local-copy.ts';
import type { StructuredQuery } from '../../../electron/contract/query.ts';
import type { Models } from '../../../electron/query/member.ts';
import type { AskedPart } from '../../../electron/sync/part-meaning.ts';
import { temporaryFolder } from '../../electron/library/temporary-folder.ts';
import { isLong } from '../../faults/test-length.ts';
import type { DomainApiSwitches } from '../../simulator/options.ts';
import { createBruteForce } from '../query/brute-force.ts';
import { type QueriedInstance, startQueriedInstance } from '../query/queried-instance.ts';
import { type Computer, startComputer } from './computer.ts';
import { copiedRows, ownValues, type Rows, tableRows } from './copied-rows.ts';
import { life } from './random-life.ts';

const orders = 'Crm_Sales_SalesOrders';
const lines = 'Crm_Sales_SalesOrderLines';
const products = 'General_Products_Products';

/**
 * Parts of one set that overlap, one of which takes several questions; one whose rows the instance can tell only roughly, one of
 * words that mean something else each day, and parts of sets that can't be followed, or only for the whole of which it can be asked.
 */
const parts: readonly Pick<StructuredQuery, 'set' | 'where'>[] = [
  { set: orders, where: [[{ test: 'oneOf', path: 'State', values: ['Released'] }]] },
  {
    set: orders,
    where: [
      [
        { test: 'oneOf', path: 'State', values: ['Closed', 'Planned'] },
        { test: 'startsWith', path: 'DocumentNo', text: '10' },
      ],
    ],
  },
  { set: orders, where: [[{ test: 'expression', path: 'CreationTime', text: '..-30d' }]] },
  { set: lines, where: [[{ test: 'range', path: 'LineAmount', from: '1', to: '400' }]] },
  { set: products, where: [[{ test: 'contains', path: 'Name', text: 'a' }]] },
];

const wishes: readonly KeepOffline[] = parts.map(({ set, where }) => ({
  ...{ set, along: [], withPictures: false },
  part: { where: [...where], search: '', words: [] },
}));

/** What a part means now. */
async function meant(computer: Computer, part: (typeof parts)[number]): Promise<AskedPart> {
  const nothing = { columns: [], search: '', order: [] };
  const asked = await computer.world().understand({ ...nothing, ...part });
  if (!asked.ok) throw new Error(asked.error.code);
  return asked.value;
}

/** The rows of a part as the copy has them. */
async function rowsHere(computer: Computer, models: Models, asked: AskedPart): Promise<Rows> {
  const complete = computer.world().sync.completeFor(asked);
  expect(complete, `${JSON.stringify(asked.plain.where)} is not complete`).not.toBeNull();
  const within = complete?.within ?? undefined;
  const { set, where } = asked.plain;
  return copiedRows(computer.library().ask, models, set, { where, within });
}

/** The rows of a part as the instance has them. */
function rowsThere({ api, models }: QueriedInstance, { plain }: AskedPart): Rows {
  const meanings = { search: false, contains: () => false };
  const found = createBruteForce(api.api.rows).answer(plain, meanings);
  const ids = new Set(found.map((row) => String(row['@odata.id']).slice(-37, -1)));
  const all = tableRows(api.api.rows, models, plain.set);
  return new Map([...all].filter(([id]) => ids.has(id)));
}

const readings: readonly Partial<DomainApiSwitches>[] = [
  { dateTimeFilter: 'day', amountValues: 'number' },
  { dateTimeFilter: 'minute', amountValues: 'string' },
];

describe.each(readings)(
  'On a server that cuts the time of a filter to the $dateTimeFilter',
  (switches) => {
    it('the rows of every kept part equal those of the instance, and what only left a part stays for other questions', async () => {
      await fc.assert(
        fc.asyncProperty(life, async ({ pageSize, beginning, events }) => {
          const instance = await startQueriedInstance({ ...switches });
          const { models, api } = instance;
          const computer = await startComputer(instance, { folder: temporaryFolder(), pageSize });
          await computer.begin(beginning, wishes);
          const seen = await copiedRows(computer.library().ask, models, orders);

          for (const event of events) await computer.happen(event);
          await computer.calmDay();

          for (const part of parts) {
            const model = models(part.set);
            if (model === undefined) throw new Error(part.set);
            const asked = await meant(computer, part);
            const here = ownValues(await rowsHere(computer, models, asked), model);
            expect(here).toEqual(ownValues(rowsThere(instance, asked), model));
          }
          const known = await copiedRows(computer.library().ask, models, orders);
          const there = tableRows(api.api.rows, models, orders);
          const lost = [...seen.keys()].filter((id) => there.has(id) && !known.has(id));
          expect(lost).toEqual([]);
          expect(instance.objections).toEqual([]);
          await computer.close();
          await instance.close();
        }),
        { numRuns: Number(process.env.SYNC_RUNS ?? (isLong ? 60 : 3)), endOnFailure: true },
      );
    }, 300_000);
  },
);

import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SetChanges } from '../../../electron/contract/local-copy.ts';
import type { Models } from '../../../electron/query/member.ts';
import { temporaryFolder } from '../../electron/library/temporary-folder.ts';
import { isLong } from '../../faults/test-length.ts';
import type { DomainApiSwitches } from '../../simulator/options.ts';
import { startQueriedInstance } from '../query/queried-instance.ts';
import { type Computer, startComputer } from './computer.ts';
import { copiedRows, ownValues, type Rows, tableRows } from './copied-rows.ts';
import { keptSets, life } from './random-life.ts';

async function copies(computer: Computer, models: Models): Promise<Map<string, Rows>> {
  const all = new Map<string, Rows>();
  for (const set of keptSets) {
    all.set(set, await copiedRows(computer.library().ask, models, set));
  }
  return all;
}

/** What has changed between two states of a set, as a list of changes must tell it. */
function changesBetween(before: Rows, after: Rows): Map<string, unknown> {
  const changes = new Map<string, unknown>();
  for (const [id, { AggregateLastUpdateTimeUtc: _, ...row }] of before) {
    const now = after.get(id);
    const changed = Object.entries(row).filter(
      ([name, cell]) => !isDeepStrictEqual(cell, now?.[name]),
    );
    if (now === undefined) changes.set(id, { kind: 'deleted', before: row });
    else if (changed.length > 0) {
      changes.set(id, { kind: 'changed', before: Object.fromEntries(changed) });
    }
  }
  for (const id of after.keys()) if (!before.has(id)) changes.set(id, { kind: 'new', before: {} });
  return changes;
}

function told({ rows }: SetChanges): Map<string, unknown> {
  return new Map(rows.map(({ id, kind, before }) => [id, { kind, before }]));
}

const [orders, ...along] = keptSets;

const readings: readonly Partial<DomainApiSwitches>[] = [
  { dateTimeFilter: 'day', amountValues: 'number' },
  { dateTimeFilter: 'minute', amountValues: 'string' },
];

describe.each(readings)(
  'On a server that cuts the time of a filter to the $dateTimeFilter',
  (switches) => {
    it('the copy of every kept set equals the tables of the instance, and tells what has changed', async () => {
      await fc.assert(
        fc.asyncProperty(life, async ({ pageSize, beginning, events }) => {
          const instance = await startQueriedInstance({ ...switches });
          const { models, api } = instance;
          const computer = await startComputer(instance, { folder: temporaryFolder(), pageSize });
          await computer.begin(beginning, [{ set: orders, along, withPictures: false }]);
          const looked = await copies(computer, models);
          for (const set of keptSets) {
            await computer.world().sync.changes(set);
            await computer.world().sync.changesSeen(set);
          }

          for (const event of events) await computer.happen(event);
          await computer.calmDay();

          const found = await copies(computer, models);
          for (const set of keptSets) {
            const model = models(set);
            if (model === undefined) throw new Error(set);
            const table = tableRows(api.api.rows, models, set);
            expect(ownValues(found.get(set) ?? new Map(), model)).toEqual(ownValues(table, model));
            const changes = await computer.world().sync.changes(set);
            if (!changes.ok) throw new Error(changes.error.code);
            expect(told(changes.value)).toEqual(
              changesBetween(looked.get(set) ?? new Map(), found.get(set) ?? new Map()),
            );
          }
          expect(instance.objections).toEqual([]);
          await computer.close();
          await instance.close();
        }),
        { numRuns: Number(process.env.SYNC_RUNS ?? (isLong ? 100 : 8)), endOnFailure: true },
      );
    }, 300_000);
  },
);

import { describe, expect, it } from 'vitest';
import type { Condition, ScopedPart, StructuredQuery } from '../../../electron/contract/query.ts';
import {
  hadBetterBeKept,
  loadAllEstimate,
  lookedThroughQuery,
} from '../../../renderer/navigator/load-all-estimate.ts';

function typed(path: string): Condition {
  return { test: 'expression', path, text: 'x' };
}

const query: StructuredQuery = {
  ...{ set: 'Orders', columns: ['No'], search: 'nord' },
  where: [[typed('State')], [typed('Void'), typed('Amount')], [typed('Date')]],
  order: [{ column: 'Amount', direction: 'ascending' }],
};
const state: ScopedPart = {
  ...{ part: 'condition', group: 0, path: 'State' },
  ...{ scope: 'server', reason: null },
};
const amount: ScopedPart = {
  ...{ part: 'condition', group: 1, path: 'Amount' },
  ...{ scope: 'localFirstRows', reason: 'calculated' },
};
const search: ScopedPart = { part: 'search', scope: 'localFirstRows', reason: 'notFilterable' };
const order: ScopedPart = {
  ...{ part: 'order', column: 'Amount' },
  ...{ scope: 'localFirstRows', reason: 'notOrderable' },
};

describe('the rows that have to be looked through', () => {
  it('are those that the instance brings: what runs here narrows none of them', () => {
    const { where, ...rest } = lookedThroughQuery(query, [state, amount, search, order]);
    expect(where).toEqual([[typed('State')], [typed('Date')]]);
    expect(rest).toMatchObject({ set: 'Orders', search: '', order: [] });
    expect(lookedThroughQuery(query, [state, order])).toEqual({ ...query, order: [] });
  });

  it('take requests and time by the pace of those before', () => {
    expect(loadAllEstimate(12_400, 1000, 2)).toEqual({
      ...{ rows: 11_400, requests: 12, milliseconds: 22_800 },
    });
    expect(loadAllEstimate(2000, 1000, null)).toEqual({
      ...{ rows: 1000, requests: 1, milliseconds: null },
    });
    // Rows may have gone since.
    expect(loadAllEstimate(900, 1000, 2)).toEqual({ rows: 0, requests: 0, milliseconds: 0 });
  });

  it('had better be kept where too many would have to be put in order', () => {
    expect(hadBetterBeKept(200_000, [order])).toBe(false);
    expect(hadBetterBeKept(200_001, [order])).toBe(true);
    // What is only filtered here does not stay here.
    expect(hadBetterBeKept(2_000_000, [amount, { ...order, scope: 'server' }])).toBe(false);
  });
});

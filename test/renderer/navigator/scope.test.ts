import { describe, expect, it } from 'vitest';
import type { ScopedPart } from '../../../electron/contract/query.ts';
import { copyScope, noScopes, shownScopes } from '../../../renderer/navigator/scope.ts';
import type { RunAnswer } from '../../../renderer/rows/row-pages.ts';

function answer(scope: readonly ScopedPart[], more: Partial<RunAnswer> = {}): RunAnswer {
  return {
    source: 'instance',
    scope,
    scanned: 500,
    isComplete: false,
    total: null,
    receivedAt: 1,
    ...more,
  };
}

const byDate: ScopedPart = { part: 'order', column: 'Date', scope: 'server', reason: null };
const byAmount: ScopedPart = {
  part: 'order',
  column: 'Amount',
  scope: 'localFirstRows',
  reason: 'notOrderable',
};
const state = (group: number, scope: ScopedPart['scope']): ScopedPart => ({
  part: 'condition',
  group,
  path: 'State',
  scope,
  reason: scope === 'server' ? null : 'notFilterable',
});

describe('how far an answer goes', () => {
  it('is told for each column, with how many rows were looked at', () => {
    const shown = shownScopes(answer([byDate, byAmount]));
    expect(shown.orders.get('Date')).toEqual({ scope: 'server', reason: null, rows: 500 });
    expect(shown.orders.get('Amount')).toMatchObject({ scope: 'localFirstRows', rows: 500 });
    expect(shown.filters.size).toBe(0);
  });

  it('is, as a whole, as far as the part that goes the least far', () => {
    expect(shownScopes(answer([byDate])).whole?.scope).toBe('server');
    const parts = [byDate, state(0, 'localComplete'), byAmount];
    expect(shownScopes(answer(parts)).whole).toMatchObject({ reason: 'notOrderable' });
    expect(shownScopes(answer(parts.toReversed())).whole).toMatchObject({ reason: 'notOrderable' });
  });

  it('is, for several conditions on one column, as far as the least of them', () => {
    for (const parts of [
      [state(0, 'server'), state(1, 'localFirstRows')],
      [state(1, 'localFirstRows'), state(0, 'server')],
    ]) {
      expect(shownScopes(answer(parts)).filters.get('State')?.scope).toBe('localFirstRows');
    }
  });

  it('is nothing to tell where rows are neither filtered nor ordered', () => {
    expect(shownScopes(null)).toBe(noScopes);
    expect(shownScopes(answer([])).whole).toBeNull();
  });

  it('is told of the copy when it is complete, or when there is nothing else', () => {
    const whole = answer([], { source: 'copy', isComplete: true });
    const part = answer([], { source: 'copy' });
    expect(copyScope(whole, false)?.scope).toBe('localComplete');
    expect(copyScope(part, false)).toBeNull();
    expect(copyScope(part, true)).toMatchObject({ scope: 'localFirstRows', reason: 'localCopy' });
    expect(copyScope(answer([]), true)).toBeNull();
    expect(copyScope(null, true)).toBeNull();
  });
});

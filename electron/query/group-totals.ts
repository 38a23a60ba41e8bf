import { addDecimals, compareDecimals } from '../contract/decimal.ts';
import type { Totals, UnitTotals, WantedTotal } from '../contract/rows.ts';
import { rowsAlias, totalAlias } from '../instance/odata-apply.ts';
import { parseCell } from '../instance/values.ts';
import { digitsOf, unitOf } from './cell-order.ts';
import type { Member } from './member.ts';

/** One group of a grouped answer, as the server sent it. */
export type Group = Readonly<Record<string, unknown>>;

/** Puts what groups tell of one column together: the same currency or unit may stand in several of them. */
export interface GroupTally {
  /**
   * @param place of the column among those that the groups tell of
   * @param wanted what they tell of it
   */
  add(groups: readonly Group[], place: number, wanted: WantedTotal): void;
  totals(): Totals;
}

/** How many rows a group has; 0 where it does not tell. */
export function rowsOf(group: Group): number {
  const rows = Number(group[rowsAlias]);
  return Number.isSafeInteger(rows) ? rows : 0;
}

function joined(wanted: WantedTotal, one: string | null, other: string): string {
  if (one === null) return other;
  if (wanted === 'sum') return addDecimals(one, other);
  const isOneFirst = compareDecimals(one, other) <= 0;
  return isOneFirst === (wanted === 'smallest') ? one : other;
}

/** Begins with no group. */
export function createGroupTally({ column }: Pick<Member, 'column'>): GroupTally {
  const byUnit = new Map<string, UnitTotals>();
  let isCounted = false;

  /** Amounts of a currency are all rows of its groups; what has no unit is not told from what has no value. */
  function countOf(unit: string, rows: number, before: number | null): number | null {
    return isCounted || unit === '' ? before : (before ?? 0) + rows;
  }

  return {
    add(groups, place, wanted) {
      for (const group of groups) {
        const cell = parseCell(column, group[totalAlias(place)]);
        const digits = digitsOf(cell);
        if (digits === undefined) continue;
        const unit = unitOf(cell);
        const none = { unit, sum: null, smallest: null, largest: null, count: null };
        const known = byUnit.get(unit) ?? none;
        const count = countOf(unit, rowsOf(group), known.count);
        byUnit.set(unit, { ...known, count, [wanted]: joined(wanted, known[wanted], digits) });
      }
      isCounted = true;
    },
    totals() {
      const all = [...byUnit.values()].toSorted((a, b) => (a.unit < b.unit ? -1 : 1));
      const count = all.reduce<number | null>(
        (sum, each) => (sum === null || each.count === null ? null : sum + each.count),
        0,
      );
      return { count, byUnit: all };
    },
  };
}

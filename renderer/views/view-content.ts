import type { View } from '../../electron/contract/views.ts';
import type { NavigatorContent, NavigatorTab } from '../../electron/contract/workspace.ts';
import { standardContent } from '../workspace/standard-content.ts';

/** What a tab shows, without where somebody is in it. */
export function contentOf(tab: NavigatorContent): NavigatorContent {
  const { columns, frozen, search, filters, chosen, advanced, order } = tab;
  const { hasFilterRow, hasTotals, totals } = tab;
  return {
    ...{ columns, frozen, search, filters, chosen, advanced, order },
    ...{ hasFilterRow, hasTotals, totals },
  };
}

/** The view that a tab shows; null for the standard one, and where the view has been deleted since. */
export function viewOf(
  views: readonly View[],
  { view, set }: Pick<NavigatorTab, 'view' | 'set'>,
): View | null {
  return views.find((each) => each.id === view && each.set === set) ?? null;
}

/** Views of one set, by name. */
export function viewsOfSet(views: readonly View[], set: string): readonly View[] {
  return views.filter((each) => each.set === set).toSorted(byName);
}

const { compare } = new Intl.Collator(undefined, { numeric: true });

function byName(left: View, right: View): number {
  return compare(left.name, right.name);
}

/** Whether something else is shown than the view, or than a navigator shows by itself. */
export function isChanged(tab: NavigatorContent, view: View | null): boolean {
  const original = view?.content ?? standardContent;
  return !isSame(contentOf(tab), original);
}

/** Whether two pieces of JSON say the same; the order of keys says nothing. */
function isSame(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) {
    return false;
  }
  const [ofLeft, ofRight] = [new Map(Object.entries(left)), new Map(Object.entries(right))];
  return (
    Array.isArray(left) === Array.isArray(right) &&
    ofLeft.size === ofRight.size &&
    [...ofLeft].every(([key, value]) => ofRight.has(key) && isSame(value, ofRight.get(key)))
  );
}

/** Whether a view of the set other than `except` has the name, whatever the case. */
export function isTaken(views: readonly View[], set: string, name: string, except: string | null) {
  const sought = name.trim().toLocaleLowerCase();
  return views.some(
    (each) => each.set === set && each.id !== except && each.name.toLocaleLowerCase() === sought,
  );
}

const longestName = 100;

/** A name that no view of the set has: the wished one, or with a number behind it. */
export function freeName(views: readonly View[], set: string, wished: string): string {
  let name = wished;
  for (let count = 2; isTaken(views, set, name, null); count += 1) {
    const number = ` (${count})`;
    name = `${wished.slice(0, longestName - number.length)}${number}`;
  }
  return name;
}

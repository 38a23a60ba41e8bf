import type { OrderItem } from '../../electron/contract/query.ts';
import type { NavigatorContent } from '../../electron/contract/workspace.ts';
import type { ColumnAct } from '../grid/column-act.ts';

/** More columns than these can't be shown, as the workspace keeps them. */
export const mostColumns = 200;
/** More columns than these can't be frozen. */
const mostFrozen = 10;
/** More columns than these can't be ordered by. */
const mostOrdered = 10;

/** What changes of a navigator when somebody does something with its columns. */
export type ContentChange = Partial<Pick<NavigatorContent, 'columns' | 'frozen' | 'order'>>;

/** The items of a list with one of them in another place. */
export function moved<Item>(items: readonly Item[], from: number, to: number): Item[] {
  const item = items.slice(from, from + 1);
  return [...items.toSpliced(from, 1)].toSpliced(to, 0, ...item);
}

function orderAfterAct(
  order: NavigatorContent['order'],
  { column, direction, isJoined }: ColumnAct & { readonly act: 'order' },
): OrderItem[] {
  const others = order.filter((item) => item.column !== column);
  if (direction === null) return others;
  const item = { column, direction };
  if (!isJoined) return [item];
  const place = order.findIndex((each) => each.column === column);
  return (place < 0 ? [...others, item] : order.with(place, item)).slice(0, mostOrdered);
}

/**
 * What changes of a navigator after something was done with its columns.
 *
 * @param shown - the columns that are shown, by path
 */
export function contentAfter(
  { frozen, order }: Pick<NavigatorContent, 'frozen' | 'order'>,
  shown: readonly string[],
  act: Exclude<ColumnAct, { readonly act: 'choose' }>,
): ContentChange {
  switch (act.act) {
    case 'move':
      return { columns: moved(shown, act.from, act.to) };
    case 'hide':
      return {
        columns: shown.toSpliced(act.place, 1),
        // What was frozen beside it stays so, and nothing else.
        frozen: act.place < frozen ? frozen - 1 : frozen,
      };
    case 'freeze':
      return { frozen: Math.min(act.count, mostFrozen) };
    case 'order':
      return { order: orderAfterAct(order, act) };
  }
}

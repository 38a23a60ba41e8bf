import type { OrderItem } from '../../electron/contract/query.ts';

/** The columns that rows are ordered by, the first counts most; empty for the instance's own order. */
export type Order = readonly OrderItem[];

/** The order that rows are shown in: as somebody chose, or else as the set has it before anybody chose. */
export function orderShown(chosen: Order, standard: Order = []): OrderItem[] {
  return [...(chosen.length > 0 ? chosen : standard)];
}

const mostColumns = 10;

/**
 * The order after a click on a column: ascending, then descending, then not by it.
 *
 * @param joined - the column joins the others, or changes among them, instead of taking their place
 */
export function orderAfter(order: Order, column: string, joined: boolean): OrderItem[] {
  const place = order.findIndex((item) => item.column === column);
  if (!joined) return order.length === 1 ? nextItem(order[place], column) : ascending(column);
  if (place >= 0) return order.toSpliced(place, 1, ...nextItem(order[place], column));
  return [...order, ...ascending(column)].slice(0, mostColumns);
}

function ascending(column: string): OrderItem[] {
  return [{ column, direction: 'ascending' }];
}

function nextItem(item: OrderItem | undefined, column: string): OrderItem[] {
  if (item === undefined) return ascending(column);
  return item.direction === 'ascending' ? [{ column, direction: 'descending' }] : [];
}

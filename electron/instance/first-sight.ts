import type { OrderItem } from '../contract/query.ts';
import type { Column } from '../contract/rows.ts';
import type { DetailedEntitySet } from './model-document.ts';

/** A column and its place in the model's logical order; null where the model gives none. */
export interface OrderedColumn {
  readonly column: Column;
  readonly order: number | null;
}

/**
 * What the model hides although nobody reads a list of documents without it: how far each has come, whether it is void, and
 * what it is worth. The first of several amounts that a set has is enough. The orders lie where ERP.net's own clients show
 * them: state and void behind the document number (−80), the amount behind the customer or supplier (0).
 */
const documentMembers: readonly { readonly names: readonly string[]; readonly order: number }[] = [
  { names: ['State'], order: -70 },
  { names: ['Void'], order: -65 },
  { names: ['AmountToPay', 'TotalLineAmount'], order: 0.5 },
];

/** Columns by which people know a row: with one of them in sight, the display text would say the same again. */
const namesRows = /(^|[a-z])Name$|^LineNo$/;

/** How much of it there is; what it cost means little without. */
const quantities = ['Quantity', 'QuantityBase'];

/**
 * Shows at first sight what a person needs in order to know which row is which: of documents their state and worth, of
 * everything else the display text, unless a name is in sight anyway, and a quantity where the set has one.
 */
export function withFirstSight(
  set: Pick<DetailedEntitySet, 'Category'>,
  columns: readonly OrderedColumn[],
): readonly OrderedColumn[] {
  const orders = set.Category === 'Documents' ? documentOrders(columns) : rowOrders(columns);
  return columns.map((ordered) => {
    const order = orders.get(ordered.column.name);
    if (order === undefined) return ordered;
    return { column: { ...ordered.column, shownByDefault: true }, order };
  });
}

function documentOrders(columns: readonly OrderedColumn[]): ReadonlyMap<string, number | null> {
  const orders = new Map<string, number>();
  for (const { names, order } of documentMembers) {
    const present = names.find((name) => columns.some(({ column }) => column.name === name));
    if (present !== undefined) orders.set(present, order);
  }
  return orders;
}

function rowOrders(columns: readonly OrderedColumn[]): ReadonlyMap<string, number | null> {
  const orders = new Map<string, number | null>();
  const shown = columns.filter(({ column }) => column.shownByDefault);
  if (!shown.some(({ column }) => namesRows.test(column.name))) {
    orders.set('DisplayText', Number.MIN_SAFE_INTEGER);
  }
  const quantity = columns.find(({ column }) => quantities.includes(column.name));
  if (quantity !== undefined && !shown.some(({ column }) => column.type === 'quantity')) {
    orders.set(quantity.column.name, quantity.order);
  }
  return orders;
}

/**
 * Puts columns in the order in which they are read. Many sets have no logical order; then what tells rows apart comes
 * before what describes them: numbers and names, what they refer to, dates, quantities, other figures and texts, and yes or
 * no at the end.
 */
export function inReadingOrder(columns: readonly OrderedColumn[]): readonly OrderedColumn[] {
  return columns.toSorted(
    (a, b) =>
      (a.order ?? Number.MAX_SAFE_INTEGER) - (b.order ?? Number.MAX_SAFE_INTEGER) ||
      readingRank(a.column) - readingRank(b.column),
  );
}

const identifiesRows = /(No|Number|Code|Name)$/;

function readingRank({ name, type }: Column): number {
  if (identifiesRows.test(name)) return 0;
  if (type === 'reference') return 1;
  if (type === 'date' || type === 'dateTime') return 2;
  if (type === 'quantity') return 3;
  return type === 'boolean' ? 5 : 4;
}

/** The number tells apart what was written on one day: without it, pages that are counted off could overlap. */
const documentOrder = ['DocumentDate', 'DocumentNo'];

/**
 * Documents are read from the newest one back. The server must be able to do it, since the newest of two million can't be
 * found here.
 * @returns undefined where rows come as the instance has them
 */
export function newestFirst(columns: readonly Column[]): readonly OrderItem[] | undefined {
  const isDocument = documentOrder.every((name) =>
    columns.some((column) => column.name === name && column.orderable),
  );
  return isDocument
    ? documentOrder.map((column) => ({ column, direction: 'descending' }))
    : undefined;
}

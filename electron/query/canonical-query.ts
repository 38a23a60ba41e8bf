import type { Condition, ConditionValue, StructuredQuery } from '../contract/query.ts';

/** A query with or without words that are still to be resolved. */
type AnyQuery = Omit<StructuredQuery, 'where'> & {
  readonly where: readonly (readonly Condition[])[];
};

/** Text as it is compared: whole characters, composed, so that the same word typed elsewhere is the same. */
function composed(text: string): string {
  return text.toWellFormed().normalize('NFC');
}

function canonicalValue(value: ConditionValue): ConditionValue {
  if (typeof value === 'string') return composed(value);
  if (value === null || typeof value === 'boolean') return value;
  return { set: value.set, id: value.id.toLowerCase() };
}

/** Members in one order, so that equal conditions have equal texts. */
function canonicalCondition(condition: Condition): Condition {
  const { test, path } = condition;
  switch (test) {
    case 'oneOf':
      return { test, path, values: sortedUnique(condition.values.map(canonicalValue)) };
    case 'range':
      return { test, path, from: condition.from, to: condition.to };
    case 'measure':
      return { test, path, from: condition.from, to: condition.to, unit: composed(condition.unit) };
    case 'notEmpty':
      return { test, path };
    case 'contains':
    case 'startsWith':
    case 'endsWith':
      return { test, path, text: composed(condition.text) };
    case 'expression':
      return { test, path, text: composed(condition.text).trim() };
  }
}

function sortedUnique<Item>(items: readonly Item[]): Item[] {
  const byText = new Map(items.map((item) => [JSON.stringify(item), item]));
  return [...byText].toSorted(([a], [b]) => (a < b ? -1 : Number(a > b))).map(([, item]) => item);
}

/** One column that may be this or that may be any of both: one condition instead of two. */
function withMergedValues(group: readonly Condition[]): Condition[] {
  const values = new Map<string, ConditionValue[]>();
  for (const condition of group) {
    if (condition.test !== 'oneOf') continue;
    values.set(condition.path, [...(values.get(condition.path) ?? []), ...condition.values]);
  }
  const merged = [...values].map(
    ([path, all]): Condition => ({ test: 'oneOf', path, values: all }),
  );
  return [...group.filter(({ test }) => test !== 'oneOf'), ...merged];
}

function canonicalGroup(group: readonly Condition[]): Condition[] {
  return sortedUnique(withMergedValues(group).map(canonicalCondition));
}

/** An order by a column that was ordered by before changes nothing. */
function canonicalOrder(order: StructuredQuery['order']): StructuredQuery['order'] {
  return order
    .filter(({ column }, index) => order.findIndex((each) => each.column === column) === index)
    .map(({ column, direction }) => ({ column, direction }));
}

/**
 * The one form of all queries that are written differently and mean the same: the order of groups, of conditions in a
 * group and of values in a condition says nothing, nor does repeating one; the order of columns and of the ordering does.
 */
export function canonicalQuery(query: AnyQuery): StructuredQuery {
  return {
    set: query.set,
    columns: [...query.columns],
    where: sortedUnique(query.where.map(canonicalGroup)),
    search: composed(query.search).trim(),
    order: canonicalOrder(query.order),
  };
}

/** The name under which the answer of a query is kept: equal for queries with one canonical form, else different. */
export function queryKey(query: AnyQuery): string {
  const { set, columns, where, search, order } = canonicalQuery(query);
  return JSON.stringify([set, columns, where, search, order]);
}

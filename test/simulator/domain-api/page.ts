import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { EntitySet, Model } from '../data/model.ts';
import type { DomainApiSwitches } from '../options.ts';
import type { Grouping } from './apply-syntax.ts';
import { DomainApiError } from './domain-api-error.ts';
import type { OrderItem } from './expand-syntax.ts';
import { conditionSql } from './filter-sql.ts';
import { readGroups } from './grouped-rows.ts';
import { ExactNumber, type JsonObject, type JsonValue } from './json.ts';
import { findAttribute } from './members.ts';
import type { Language } from './messages.ts';
import type { QueryOptions } from './query-options.ts';
import type { NumberStyle, ReadContext } from './row-fields.ts';
import { countRows, readRows } from './row-reader.ts';
import { type SqlCondition, searchSql } from './search-sql.ts';
import { resolveSelection, type Selection } from './selection.ts';
import { Source } from './source.ts';
import { quoted } from './tables.ts';

/** What every query runs against. */
export interface QueryContext {
  readonly database: DatabaseSync;
  readonly model: Model;
  readonly switches: DomainApiSwitches;
  readonly language: Language;
}

/** One page of a set, and how to ask for the one after it. */
export interface Page {
  readonly rows: readonly JsonObject[];
  readonly count?: number;
  /** Options that replace those of the request; absent on the last page. */
  readonly next?: { readonly name: '$skiptoken' | '$skip'; readonly value: string };
}

/** Numbers as the switch says: an `Edm.Decimal` is a number in any case. */
function numberStyle({ amountValues }: DomainApiSwitches): NumberStyle {
  const exact = (text: string): JsonValue => new ExactNumber(text);
  return { decimal: exact, measure: amountValues === 'string' ? (text) => text : exact };
}

function readContext({ database, language, switches }: QueryContext): ReadContext {
  return { database, language, numbers: numberStyle(switches) };
}

function conditionsOf(
  context: QueryContext,
  source: Source,
  { filter, search }: QueryOptions,
): SqlCondition {
  const conditions = filter.map((condition) => conditionSql(source, condition, context));
  if (search !== undefined) conditions.push(searchSql(source, search, context.language));
  return {
    text: conditions.length === 0 ? '1' : conditions.map(({ text }) => text).join(' AND '),
    values: conditions.flatMap(({ values }) => values),
  };
}

/** A view without a key comes in the order in which it is stored. */
function stableOrder(source: Source): string {
  const hasKey = findAttribute(source.set, source.set.key) !== undefined;
  return hasKey ? source.key : source.column('rowid');
}

function orderSql(source: Source, { name, descending }: OrderItem): string {
  const attribute = findAttribute(source.set, name);
  if (!attribute?.orderable) throw new DomainApiError('notOrderable', name);
  const column = source.column(quoted(name));
  const ordered = attribute.type === 'Edm.String' ? `fold(${column})` : column;
  return `${ordered} ${descending ? 'DESC' : 'ASC'}`;
}

/** Keys page a table that nobody ordered; a view or an ordered table counts what to skip. */
function pagesByKey(set: EntitySet, options: QueryOptions): boolean {
  return !set.isView && options.orderBy.length === 0 && options.skip === 0;
}

function keyOf(row: JsonObject | undefined): string {
  const address = row?.['@odata.id'];
  return typeof address === 'string' ? address.slice(address.indexOf('(') + 1, -1) : '';
}

function withoutNulls(value: JsonValue): JsonValue {
  if (value === null || typeof value !== 'object' || value instanceof ExactNumber) return value;
  if (Array.isArray(value)) return value.map(withoutNulls);
  const members = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(members.map(([name, member]) => [name, withoutNulls(member)]));
}

function shown(rows: JsonObject[], { skipNulls }: QueryOptions): JsonObject[] {
  return skipNulls
    ? rows.map((row) =>
        Object.fromEntries(
          Object.entries(row)
            .filter(([, value]) => value !== null)
            .map(([name, value]) => [name, withoutNulls(value)]),
        ),
      )
    : rows;
}

/**
 * Answers a request for the rows of a set
 * (ErpNetDocs dev, domain-api/querying-data/paging.md).
 *
 * @throws DomainApiError for whatever the model does not allow.
 */
export function queryPage(context: QueryContext, set: EntitySet, options: QueryOptions): Page {
  const source = new Source(context.model, set);
  const selection = resolveSelection(context.model, set, options.select, options.expand);
  const orderBy = [...options.orderBy.map((item) => orderSql(source, item)), stableOrder(source)];
  const condition = conditionsOf(context, source, options);
  const { top } = options;
  const byKey = pagesByKey(set, options);
  if (options.skipToken !== undefined && !byKey) {
    throw new DomainApiError('wrongOption', '$skiptoken', options.skipToken);
  }
  const count = options.count
    ? countRows(context.database, source, condition.text, condition.values)
    : undefined;
  const begin = options.skipToken === undefined ? '' : ` AND ${source.key} >= ?`;
  const values: SQLInputValue[] = [...condition.values];
  if (options.skipToken !== undefined) values.push(options.skipToken);
  const found = readRows(readContext(context), source, selection, {
    where: condition.text + begin,
    values,
    orderBy: orderBy.join(', '),
    offset: options.skip,
    ...(top === undefined ? {} : { limit: top + 1 }),
  });
  const hasNext = top !== undefined && top > 0 && found.length > top;
  const rows = top === undefined ? found : found.slice(0, top);
  return {
    rows: shown(rows, options),
    ...(count === undefined ? {} : { count }),
    ...(hasNext
      ? {
          next: byKey
            ? { name: '$skiptoken', value: keyOf(found[top]) }
            : { name: '$skip', value: String(options.skip + top) },
        }
      : {}),
  };
}

/**
 * Answers a grouped query, for which `$filter` is looked at first.
 * @throws DomainApiError `optionNotSupported` from an instance that does not group, and for whatever the model does not allow.
 */
export function queryGroups(
  context: QueryContext,
  set: EntitySet,
  options: QueryOptions & { readonly apply: Grouping },
): JsonObject[] {
  if (context.switches.grouping === 'refused')
    throw new DomainApiError('optionNotSupported', '$apply');
  const source = new Source(context.model, set);
  const condition = conditionsOf(context, source, options);
  const { skip, top } = options;
  return readGroups(readContext(context), source, options.apply, condition, { skip, top });
}

/** Answers `Set/$count`. */
export function queryCount(context: QueryContext, set: EntitySet, options: QueryOptions): number {
  const source = new Source(context.model, set);
  const { text, values } = conditionsOf(context, source, options);
  return countRows(context.database, source, text, values);
}

/**
 * Answers `Set(guid)`.
 * @throws DomainApiError `objectNotFound`
 */
export function queryRow(
  context: QueryContext,
  set: EntitySet,
  id: string,
  options: QueryOptions,
): JsonObject {
  const selection = resolveSelection(context.model, set, options.select, options.expand);
  const row = findRow(readContext(context), context.model, selection, id);
  if (!row) throw new DomainApiError('objectNotFound', `${set.name}(${id})`);
  return shown([row], options)[0] ?? row;
}

/** The row with a key, or `undefined`. */
export function findRow(
  context: ReadContext,
  model: Model,
  selection: Selection,
  id: string,
): JsonObject | undefined {
  const source = new Source(model, selection.set);
  const [row] = readRows(context, source, selection, {
    where: `${source.key} = ?`,
    values: [id],
    orderBy: source.key,
    limit: 1,
  });
  return row;
}

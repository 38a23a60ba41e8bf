import type { SQLOutputValue } from 'node:sqlite';
import type { Attribute } from '../data/model.ts';
import type { Aggregate, Grouping } from './apply-syntax.ts';
import { DomainApiError } from './domain-api-error.ts';
import { resolveMember } from './filter-member.ts';
import type { JsonObject, JsonValue } from './json.ts';
import { isMeasure } from './members.ts';
import { attributeField, type Field, type ReadContext } from './row-fields.ts';
import type { SqlCondition } from './search-sql.ts';
import type { Source } from './source.ts';
import { columnName, quoted } from './tables.ts';

/** A part of a group's answer, and what rows are grouped by because of it. */
interface GroupPart {
  readonly path: readonly string[];
  readonly columns: readonly string[];
  readonly groupedBy: readonly string[];
  readonly read: (values: readonly SQLOutputValue[]) => JsonValue;
}

const numeric = ['Edm.Int32', 'Edm.Decimal', 'Erp.Amount', 'Erp.Quantity'];
const dimensions = [
  'Edm.String',
  'Edm.Boolean',
  'Edm.Guid',
  'Edm.DateTimeOffset',
  'Edm.Int32',
  'enum',
];

function ungroupable(path: readonly string[]): never {
  throw new DomainApiError('notGroupable', path.join('/'));
}

/** A key: a dimension of the set or of what filterable references lead to, or such a reference. */
function keyPart(source: Source, path: readonly string[], context: ReadContext): GroupPart {
  const found = resolveMember(source, path);
  if (found.isMeasureValue) ungroupable(path);
  if (found.member.kind === 'reference') {
    const { reference } = found.member;
    if (!reference.isFilterable && !reference.isOwnership) ungroupable(path);
    const column = found.source.column(quoted(reference.name));
    return {
      path,
      columns: [column],
      groupedBy: [column],
      read: ([id]) => (typeof id === 'string' ? { Id: id } : null),
    };
  }
  const { attribute } = found.member;
  if (attribute.origin !== 'system' || !dimensions.includes(attribute.type)) ungroupable(path);
  const field: Field = attributeField(found.source, attribute, context);
  return {
    path,
    columns: field.columns,
    groupedBy: field.columns,
    read: (values) => field.read(values),
  };
}

/** Sums of amounts and quantities are told apart by their currency or unit. */
function unitColumns(source: Source, attribute: Attribute): string[] {
  return isMeasure(attribute) ? [source.column(columnName(attribute.name, 'unit'))] : [];
}

function aggregatePart(source: Source, aggregate: Aggregate, context: ReadContext): GroupPart {
  const { method, path, alias } = aggregate;
  const asNumber = ([value]: readonly SQLOutputValue[]): JsonValue => Number(value);
  if (method === 'count') {
    return { path: [alias], columns: ['count(*)'], groupedBy: [], read: asNumber };
  }
  const { member, isMeasureValue, source: owner } = resolveMember(source, path);
  if (member.kind === 'reference' || isMeasureValue) {
    if (method !== 'countdistinct' || isMeasureValue) ungroupable(path);
    const column = owner.column(quoted(path.at(-1) ?? ''));
    return { path: [alias], columns: [`count(DISTINCT ${column})`], groupedBy: [], read: asNumber };
  }
  const { attribute } = member;
  if (path.length > 1 || attribute.origin !== 'system') ungroupable(path);
  const column = owner.column(columnName(attribute.name));
  if (method === 'countdistinct') {
    return { path: [alias], columns: [`count(DISTINCT ${column})`], groupedBy: [], read: asNumber };
  }
  if (!numeric.includes(attribute.type)) ungroupable(path);
  const units = unitColumns(owner, attribute);
  const field = attributeField(owner, attribute, context);
  const isWhole = attribute.type === 'Edm.Int32';
  return {
    path: [alias],
    columns: [isWhole ? `${method}(${column})` : `CAST(${method}(${column}) AS TEXT)`, ...units],
    groupedBy: units,
    read: (values) => field.read(values),
  };
}

/** Puts a value where its path leads to, as nested objects. */
function put(row: JsonObject, [name = '', ...rest]: readonly string[], value: JsonValue): void {
  if (rest.length === 0) {
    row[name] = value;
    return;
  }
  const before = row[name];
  const inner: JsonObject = {};
  if (typeof before === 'object' && before !== null) Object.assign(inner, before);
  put(inner, rest, value);
  row[name] = inner;
}

/** With `setReturnArrays` a statement gives arrays, which its types don't tell. */
function isArray(row: unknown): row is SQLOutputValue[] {
  return Array.isArray(row);
}

/**
 * Answers a grouped query: a row for each group, and of those with amounts or quantities one for each currency or unit
 * (ErpNetDocs dev, domain-api/querying-data/grouping.md).
 *
 * @throws DomainApiError `notGroupable`, `unknownMember`, `notFilterableReference`
 */
export function readGroups(
  context: ReadContext,
  source: Source,
  { keys, aggregates }: Grouping,
  condition: SqlCondition,
  range: { readonly skip: number; readonly top?: number | undefined },
): JsonObject[] {
  const parts = [
    ...keys.map((path) => keyPart(source, path, context)),
    ...aggregates.map((aggregate) => aggregatePart(source, aggregate, context)),
  ];
  const groupedBy = [...new Set(parts.flatMap((part) => part.groupedBy))];
  const grouping = groupedBy.length === 0 ? '' : `GROUP BY ${groupedBy.join(', ')}`;
  const statement = context.database.prepare(
    `SELECT ${parts.flatMap(({ columns }) => columns).join(', ')} FROM ${source.from}
     WHERE ${condition.text} ${grouping} LIMIT ? OFFSET ?`,
  );
  statement.setReturnArrays(true);
  const rows: readonly unknown[] = statement.all(...condition.values, range.top ?? -1, range.skip);
  return rows.filter(isArray).map((values) => {
    const row: JsonObject = {};
    let offset = 0;
    for (const { path, columns, read } of parts) {
      put(row, path, read(values.slice(offset, offset + columns.length)));
      offset += columns.length;
    }
    return row;
  });
}

import type { DatabaseSync, SQLInputValue, SQLOutputValue } from 'node:sqlite';
import type { EntitySet, Reference } from '../data/model.ts';
import type { JsonObject } from './json.ts';
import {
  address,
  attributeField,
  type Field,
  type ReadContext,
  referenceField,
} from './row-fields.ts';
import type { Expansion, Selection } from './selection.ts';
import { Source } from './source.ts';
import { quoted } from './tables.ts';

/** Which rows, and in what order; `values` are those of `where`. */
export interface RowRange {
  readonly where: string;
  readonly values: readonly SQLInputValue[];
  readonly orderBy: string;
  readonly limit?: number;
  readonly offset?: number;
}

interface LoadedRow {
  readonly json: JsonObject;
  /** The row's own key, or null in a view. */
  readonly key: string | null;
  /** Guids of the references that are expanded. */
  readonly links: ReadonlyMap<string, string>;
}

function asText(value: SQLOutputValue | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

function readRow(
  set: EntitySet,
  fields: readonly Field[],
  links: readonly string[],
  values: readonly SQLOutputValue[],
): LoadedRow {
  const key = asText(values[0]);
  const json: JsonObject = set.isView ? {} : { '@odata.id': `${set.name}(${key})` };
  let offset = 1;
  for (const field of fields) {
    json[field.name] = field.read(values.slice(offset, offset + field.columns.length));
    offset += field.columns.length;
  }
  const linked = links.map((name, index): [string, string | null] => [
    name,
    asText(values[offset + index]),
  ]);
  return {
    json,
    key,
    links: new Map(linked.filter((pair): pair is [string, string] => pair[1] !== null)),
  };
}

/** The references whose guids are needed beside the row: the expanded ones, and the one it was found by. */
function expandedReferences(expansions: readonly Expansion[], linkedBy?: string): string[] {
  const names = expansions.flatMap(({ member }) =>
    member.kind === 'reference' ? [member.reference.name] : [],
  );
  return linkedBy === undefined ? names : [...names, linkedBy];
}

/** With `setReturnArrays` a statement gives arrays, which its types don't tell. */
function isArray(row: unknown): row is SQLOutputValue[] {
  return Array.isArray(row);
}

function loadFlat(
  context: ReadContext,
  source: Source,
  selection: Selection,
  range: RowRange,
  linkedBy?: string,
): LoadedRow[] {
  const { set } = selection;
  const fields = [
    ...selection.attributes.map((attribute) => attributeField(source, attribute, context)),
    ...selection.references.map((reference) => referenceField(source, reference)),
  ];
  const links = expandedReferences(selection.expansions, linkedBy);
  const columns = [
    set.isView ? 'NULL' : source.key,
    ...fields.flatMap((field) => field.columns),
    ...links.map((name) => source.column(quoted(name))),
  ];
  const statement = context.database.prepare(
    `SELECT ${columns.join(', ')} FROM ${source.from} WHERE ${range.where}
     ORDER BY ${range.orderBy} LIMIT ? OFFSET ?`,
  );
  statement.setReturnArrays(true);
  const rows: readonly unknown[] = statement.all(
    ...range.values,
    range.limit ?? -1,
    range.offset ?? 0,
  );
  return rows.filter(isArray).map((values) => readRow(set, fields, links, values));
}

/** The rows whose key, or whose reference `linkedBy`, is one of these. */
function loadByKey(
  context: ReadContext,
  selection: Selection,
  linkedBy: string | undefined,
  keys: Iterable<string>,
  model: Source['model'],
): LoadedRow[] {
  const source = new Source(model, selection.set);
  const range = {
    where: `${source.column(quoted(linkedBy ?? selection.set.key))} IN (SELECT value FROM json_each(?))`,
    values: [JSON.stringify([...new Set(keys)])],
    orderBy: source.key,
  };
  return loadExpanded(context, source, selection, range, linkedBy);
}

function expandReference(
  context: ReadContext,
  source: Source,
  rows: readonly LoadedRow[],
  reference: Reference,
  selection: Selection | undefined,
): void {
  const ids = rows.flatMap(({ links }) => links.get(reference.name) ?? []);
  const found = selection ? loadByKey(context, selection, undefined, ids, source.model) : [];
  const byKey = new Map(found.map((row) => [row.key, row.json]));
  for (const { json, links } of rows) {
    const id = links.get(reference.name);
    json[reference.name] =
      id === undefined ? null : (byKey.get(id) ?? address(reference.target, id));
  }
}

function expandCollection(
  context: ReadContext,
  source: Source,
  rows: readonly LoadedRow[],
  { member, selection }: Expansion,
): void {
  if (member.kind !== 'collection') return;
  const { name, target, backReference } = member.collection;
  const targetSet = source.model.get(target);
  if (!targetSet) throw new TypeError(`${name} leads nowhere`);
  const bare: Selection = { set: targetSet, attributes: [], references: [], expansions: [] };
  const owners = rows.flatMap(({ key }) => key ?? []);
  const children = loadByKey(context, selection ?? bare, backReference, owners, source.model);
  const byOwner = Map.groupBy(children, ({ links }) => links.get(backReference));
  for (const { json, key } of rows) {
    json[name] = (byOwner.get(key ?? '') ?? []).map((child) => child.json);
  }
}

function loadExpanded(
  context: ReadContext,
  source: Source,
  selection: Selection,
  range: RowRange,
  linkedBy?: string,
): LoadedRow[] {
  const rows = loadFlat(context, source, selection, range, linkedBy);
  for (const expansion of selection.expansions) {
    if (expansion.member.kind === 'collection') expandCollection(context, source, rows, expansion);
    else expandReference(context, source, rows, expansion.member.reference, expansion.selection);
  }
  return rows;
}

/**
 * Reads rows in the shapes of the Domain API: amounts with their currency, references as addresses, and
 * whatever is expanded. Expanded rows are read set by set, not row by row.
 *
 * @param source the table, with everything that `range` mentions already joined.
 */
export function readRows(
  context: ReadContext,
  source: Source,
  selection: Selection,
  range: RowRange,
): JsonObject[] {
  return loadExpanded(context, source, selection, range).map(({ json }) => json);
}

/** Counts the rows that satisfy a condition. */
export function countRows(
  database: DatabaseSync,
  source: Source,
  where: string,
  values: readonly SQLInputValue[],
): number {
  const row = database
    .prepare(`SELECT count(*) AS "count" FROM ${source.from} WHERE ${where}`)
    .get(...values);
  return Number(row?.count);
}

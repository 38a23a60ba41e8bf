import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { z } from 'zod';
import type { Attribute, EntitySet, Model } from '../data/model.ts';
import { parseDecimal } from './decimal.ts';
import type { JsonObject } from './json.ts';
import { derivedSets, findAttribute, findReference } from './members.ts';
import { findRow } from './page.ts';
import type { ReadContext } from './row-fields.ts';
import { readRows } from './row-reader.ts';
import { columnValues, type RowValue } from './row-values.ts';
import type { Selection } from './selection.ts';
import { Source } from './source.ts';
import { columnsOf, isDerived, quoted, tableColumns } from './tables.ts';

/**
 * The rows of the instance behind the API's back, for tests: what there is, and changes as other people
 * would make them.
 */
export interface InstanceRows {
  /**
   * Every row with all its members in the API's shape: `Id` and `DisplayText` too, references unexpanded,
   * decimals always as exact strings. Views come in the order in which the API pages them.
   */
  all(set: string): JsonObject[];
  get(set: string, id: string): JsonObject | undefined;
  /**
   * Writes members given in the API's shape; the aggregate's last update becomes now.
   * @throws Error for an unknown set, row or member, or a value of the wrong shape.
   */
  change(set: string, id: string, patch: Record<string, unknown>): void;
  /**
   * Adds a row that is like another one but for its key and the members given, without children.
   * @throws Error as `change` does, or when the key is taken.
   */
  add(set: string, like: string, id: string, patch: Record<string, unknown>): void;
  /** Deletes a row and its children. */
  remove(set: string, id: string): void;
}

const written = {
  text: z.union([z.string(), z.number(), z.boolean()]),
  decimal: z.union([z.string(), z.number()]).transform(String),
  moment: z.iso.datetime().transform((text) => Date.parse(text)),
  localized: z
    .object({ EN: z.string().nullish(), BG: z.string().nullish() })
    .transform(({ EN = null, BG = null }) => ({ EN, BG })),
  reference: z
    .object({ '@odata.id': z.string().regex(/^\w+\([0-9a-f-]{36}\)$/) })
    .transform((link) => link['@odata.id'].slice(-37, -1)),
};
const amount = z.object({ Value: written.decimal, Currency: z.string() });
const quantity = z.object({ Value: written.decimal, Unit: z.string() });
const customValue = z.object({
  Value: z.string(),
  ValueId: z.string().nullable(),
  Description: written.localized.nullable(),
});

function scaled(attribute: Attribute, text: string): bigint {
  const found = parseDecimal(text, attribute.scale ?? 0);
  if (found === undefined) throw new TypeError(`${attribute.name}: ${text} does not fit`);
  return found;
}

function enumNumber({ name, enumType }: Attribute, value: unknown): number {
  const found = enumType?.values.find((each) => each.name === value);
  if (found === undefined) throw new TypeError(`${name} has no such value`);
  return found.value;
}

/** The other way round of the row reader: a value in the API's shape as the table holds it. */
function rowValue(attribute: Attribute, value: unknown): RowValue {
  if (value === null) return null;
  if (attribute.enumType) return enumNumber(attribute, value);
  if (attribute.type === 'Erp.Amount') {
    const { Value, Currency } = amount.parse(value);
    return { scaled: scaled(attribute, Value), unit: Currency };
  }
  if (attribute.type === 'Erp.Quantity') {
    const { Value, Unit } = quantity.parse(value);
    return { scaled: scaled(attribute, Value), unit: Unit };
  }
  if (attribute.type === 'Edm.Decimal') return scaled(attribute, written.decimal.parse(value));
  if (attribute.type === 'Erp.MultilanguageString') return written.localized.parse(value);
  if (attribute.type === 'Edm.DateTimeOffset') return written.moment.parse(value);
  if (attribute.type === 'Erp.CustomPropertyValue') {
    const { Value, ValueId, Description } = customValue.parse(value);
    return { value: Value, valueId: ValueId, description: Description };
  }
  return written.text.parse(value);
}

/** The assignments of a patch: columns and their values. */
function assignments(set: EntitySet, patch: Record<string, unknown>): [string, SQLInputValue][] {
  return Object.entries(patch).flatMap(([name, value]): [string, SQLInputValue][] => {
    const attribute = findAttribute(set, name);
    if (findReference(set, name)) {
      return [[quoted(name), written.reference.nullable().parse(value)]];
    }
    const columns = attribute ? columnsOf(attribute) : [];
    if (attribute === undefined || columns.length === 0) {
      throw new TypeError(`${set.name} has no ${name} to change`);
    }
    const values = columnValues(attribute, rowValue(attribute, value));
    return columns.map((column, index) => [column, values[index] ?? null]);
  });
}

export function instanceRows(
  database: DatabaseSync,
  model: Model,
  now: () => number,
): InstanceRows {
  const context: ReadContext = {
    database,
    language: 'en',
    numbers: { decimal: (text) => text, measure: (text) => text },
  };

  function known(name: string): EntitySet {
    const set = model.get(name);
    if (set === undefined) throw new TypeError(`The instance has no set ${name}`);
    return set;
  }

  function everything(set: EntitySet): Selection {
    return { set, attributes: set.attributes, references: set.references, expansions: [] };
  }

  function exists(set: EntitySet, id: string): boolean {
    const sql = `SELECT 1 FROM ${quoted(set.name)} WHERE ${quoted(set.key)} = ?`;
    return database.prepare(sql).get(id) !== undefined;
  }

  /** The set whose table the row lies in: a row of a base set lies in a derived one's. */
  function stored(name: string, id: string): EntitySet {
    const set = known(name);
    const candidates = isDerived(set, model) ? derivedSets(model, set) : [set];
    const found = candidates.find((candidate) => !candidate.isView && exists(candidate, id));
    if (found === undefined) throw new TypeError(`There is no row ${name}(${id}) to change`);
    return found;
  }

  /** Sets the last update of the aggregate that a row belongs to. */
  function touch(set: EntitySet, id: string): void {
    const owner = set.references.find(({ isOwnership }) => isOwnership);
    if (set.aggregateParent !== undefined && owner !== undefined) {
      const sql = `SELECT ${quoted(owner.name)} AS "owner" FROM ${quoted(set.name)} WHERE ${quoted(set.key)} = ?`;
      const ownerId = database.prepare(sql).get(id)?.owner;
      if (typeof ownerId === 'string') touch(stored(owner.target, ownerId), ownerId);
      return;
    }
    database
      .prepare(
        `UPDATE ${quoted(set.name)} SET "AggregateLastUpdateTimeUtc" = ?, "ObjectVersion" = "ObjectVersion" + 1
         WHERE ${quoted(set.key)} = ?`,
      )
      .run(now(), id);
  }

  function change(name: string, id: string, patch: Record<string, unknown>): void {
    const set = stored(name, id);
    const changes = assignments(set, patch);
    if (changes.length > 0) {
      const list = changes.map(([column]) => `${column} = ?`).join(', ');
      const values = changes.map(([, value]) => value);
      database
        .prepare(`UPDATE ${quoted(set.name)} SET ${list} WHERE ${quoted(set.key)} = ?`)
        .run(...values, id);
    }
    if (!('AggregateLastUpdateTimeUtc' in patch)) touch(set, id);
  }

  return {
    all(name) {
      const set = known(name);
      const source = new Source(model, set);
      const hasKey = findAttribute(set, set.key) !== undefined;
      const orderBy = hasKey ? source.key : source.column('rowid');
      return readRows(context, source, everything(set), { where: '1', values: [], orderBy });
    },
    get(name, id) {
      const set = known(name);
      return set.isView ? undefined : findRow(context, model, everything(set), id);
    },
    change,
    add(name, like, id, patch) {
      const set = stored(name, like);
      const columns = tableColumns(set);
      const values = columns.map((column) => (column === quoted(set.key) ? '?' : column));
      database
        .prepare(
          `INSERT INTO ${quoted(set.name)} (${columns.join(', ')})
           SELECT ${values.join(', ')} FROM ${quoted(set.name)} WHERE ${quoted(set.key)} = ?`,
        )
        .run(id, like);
      change(set.name, id, patch);
    },
    remove(name, id) {
      const set = stored(name, id);
      if (set.aggregateParent !== undefined) touch(set, id);
      for (const { target, backReference } of set.collections) {
        database
          .prepare(`DELETE FROM ${quoted(target)} WHERE ${quoted(backReference)} = ?`)
          .run(id);
      }
      database.prepare(`DELETE FROM ${quoted(set.name)} WHERE ${quoted(set.key)} = ?`).run(id);
    },
  };
}

import type { DatabaseSync } from 'node:sqlite';
import type { Attribute, EntitySet, Model } from '../data/model.ts';
import { derivedSets, isMeasure } from './members.ts';

/** The parts of a value that lie in columns of their own, beside the column named like the attribute. */
export type ColumnPart = 'unit' | 'EN' | 'BG' | 'valueId';

/** Quotes a name of the model for SQL; names consist of letters, digits and underscores only. */
export function quoted(name: string): string {
  if (!/^\w+$/.test(name)) throw new TypeError(`Not a name of the model: ${name}`);
  return `"${name}"`;
}

export function columnName(name: string, part?: ColumnPart): string {
  return quoted(part === undefined ? name : `${name}__${part}`);
}

/** The columns that hold an attribute, quoted; none for a calculated one. */
export function columnsOf(attribute: Attribute): string[] {
  if (attribute.origin === 'calculated') return [];
  const { name, type } = attribute;
  if (isMeasure(attribute)) return [columnName(name), columnName(name, 'unit')];
  const languages = [columnName(name, 'EN'), columnName(name, 'BG')];
  if (type === 'Erp.MultilanguageString') return languages;
  if (type === 'Erp.CustomPropertyValue') {
    return [columnName(name), columnName(name, 'valueId'), ...languages];
  }
  return [columnName(name)];
}

/** All columns of a set, the key first. */
export function tableColumns(set: EntitySet): string[] {
  return [
    ...set.attributes.flatMap(columnsOf),
    ...set.references.map(({ name }) => columnName(name)),
  ];
}

/**
 * A column with the affinity that its values need: a JavaScript number is bound as a floating-point
 * number, and only an INTEGER column makes an integer of it again.
 */
function definitions(set: EntitySet): string[] {
  const attributes = set.attributes.flatMap((attribute) => {
    const [first, ...others] = columnsOf(attribute);
    const type = textTypes.has(attribute.type) ? 'TEXT' : 'INTEGER';
    return first === undefined ? [] : [`${first} ${type}`, ...others.map((each) => `${each} TEXT`)];
  });
  return [...attributes, ...set.references.map(({ name }) => `${columnName(name)} TEXT`)];
}

const textTypes: ReadonlySet<string> = new Set([
  'Edm.String',
  'Edm.Guid',
  'Edm.Binary',
  'Erp.MultilanguageString',
  'Erp.CustomPropertyValue',
]);

/** The set whose rows are made of other tables, and the SQL that does it. */
function viewOf(set: EntitySet, model: Model): string | undefined {
  const derived = derivedSets(model, set);
  if (derived.length > 0) {
    const columns = tableColumns(set);
    return derived
      .map((source) => {
        const values = columns.map((column) =>
          column === quoted(set.key) ? `${quoted(source.key)} AS ${column}` : column,
        );
        return `SELECT ${values.join(', ')} FROM ${quoted(source.name)}`;
      })
      .join(' UNION ALL ');
  }
  return set.name === 'Crm_Sales_SalesAnalytics' ? salesAnalytics : undefined;
}

/**
 * Released orders, line by line. The discount is what the line would cost without one; unit prices have 5
 * digits and quantities 3, so their product is divided by 10^6 to come to the 2 digits of an amount.
 */
const salesAnalytics = `
  SELECT line."Id" AS "SalesAnalyticId", "order"."DocumentDate", line."LineAmount",
    (line."UnitPrice" * line."Quantity" + 500000) / 1000000 - line."LineAmount" AS "LineDiscountAmount",
    line."QuantityBase", "order"."Customer", "order"."DocumentCurrency", "order"."EnterpriseCompany",
    line."Product", "order"."SalesPerson", "order"."Store"
  FROM "Crm_Sales_SalesOrderLines" line
  JOIN "Crm_Sales_SalesOrders" "order" ON "order"."Id" = line."SalesOrder"
  WHERE "order"."Void" = 0 AND "order"."State" >= 30`;

/** The set's rows are those of other tables, so there is nothing to write to. */
export function isDerived(set: EntitySet, model: Model): boolean {
  return viewOf(set, model) !== undefined;
}

function createTable(set: EntitySet): string {
  const key = `${quoted(set.key)} TEXT`;
  const columns = definitions(set).map((column) =>
    column === key ? `${column} PRIMARY KEY` : column,
  );
  return `CREATE TABLE ${quoted(set.name)} (${columns.join(', ')})`;
}

/** Makes a table for every entity set, and SQL views for those made of others. */
export function createTables(database: DatabaseSync, model: Model): void {
  const sets = [...model.values()];
  for (const set of sets) {
    if (!isDerived(set, model)) database.exec(createTable(set));
  }
  for (const set of sets) {
    const view = viewOf(set, model);
    if (view !== undefined) database.exec(`CREATE VIEW ${quoted(set.name)} AS ${view}`);
  }
}

/** Indexes the references that collections are read by; made after seeding, which is then faster. */
export function indexCollections(database: DatabaseSync, model: Model): void {
  for (const set of model.values()) {
    for (const { target, backReference } of set.collections) {
      database.exec(
        `CREATE INDEX IF NOT EXISTS ${quoted(`${target}_${backReference}`)}
         ON ${quoted(target)} (${quoted(backReference)})`,
      );
    }
  }
}

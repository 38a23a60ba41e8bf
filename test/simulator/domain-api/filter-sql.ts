import type { Attribute, FilterSupport, Reference } from '../data/model.ts';
import type { DomainApiSwitches } from '../options.ts';
import { cutDateLiteral } from './date-literal.ts';
import { boundDecimal, parseDecimal } from './decimal.ts';
import { DomainApiError } from './domain-api-error.ts';
import type { Comparison, Condition, FilterFunction, Literal } from './filter-syntax.ts';
import {
  derivedSets,
  findAttribute,
  type Member,
  requireFilter,
  requireMember,
  requireSet,
} from './members.ts';
import type { Language } from './messages.ts';
import { fold, type SqlCondition, searchSql } from './search-sql.ts';
import type { Source } from './source.ts';
import { columnName, quoted } from './tables.ts';

/** What a filter is compiled under. */
export interface FilterContext {
  readonly switches: DomainApiSwitches;
  readonly language: Language;
}

type SqlOperator = '=' | '>=' | '<=';
const sqlOperators: Readonly<Record<Comparison, SqlOperator>> = { eq: '=', ge: '>=', le: '<=' };

interface FilteredMember {
  readonly source: Source;
  readonly member: Member;
  /** The name was `{Name}Value`, the number of an amount or a quantity. */
  readonly isMeasureValue: boolean;
}

function show(literal: Literal): string {
  if (literal.kind === 'string') return `'${literal.value.replaceAll("'", "''")}'`;
  return literal.kind === 'enum' ? `${literal.type}'${literal.value}'` : String(literal.value);
}

function wrong(literal: Literal, member: { readonly name: string }): DomainApiError {
  return new DomainApiError('wrongLiteral', show(literal), member.name);
}

/** `QuantityValue` is the number of the quantity `Quantity`. */
function findMeasure(source: Source, name: string): Attribute | undefined {
  if (!name.endsWith('Value')) return undefined;
  const attribute = findAttribute(source.set, name.slice(0, -'Value'.length));
  return attribute?.type === 'Erp.Amount' || attribute?.type === 'Erp.Quantity'
    ? attribute
    : undefined;
}

function resolve(root: Source, path: readonly string[]): FilteredMember {
  let source = root;
  for (const name of path.slice(0, -1)) {
    const member = requireMember(source.set, name);
    if (member.kind === 'attribute') {
      throw new DomainApiError('unknownMember', path.join('/'), root.set.objectType);
    }
    if (!member.reference.isFilterable) throw new DomainApiError('notFilterableReference', name);
    source = source.follow(member.reference);
  }
  const name = path.at(-1) ?? '';
  const attribute = findMeasure(source, name);
  return attribute
    ? { source, member: { kind: 'attribute', attribute }, isMeasureValue: true }
    : { source, member: requireMember(source.set, name), isMeasureValue: false };
}

/** The guid in `'Crm_Sales_Customers(guid)'`, if the set is one that the reference may point to. */
function referencedId(source: Source, reference: Reference, literal: Literal): string {
  const [, setName, id] =
    literal.kind === 'string' ? (/^(\w+)\(([0-9a-f-]{36})\)$/i.exec(literal.value) ?? []) : [];
  const target = requireSet(source.model, reference.target);
  const allowed = [target, ...derivedSets(source.model, target)].map(({ name }) => name);
  if (target.base) allowed.push(target.base);
  if (id === undefined || setName === undefined || !allowed.includes(setName)) {
    throw wrong(literal, reference);
  }
  return id.toLowerCase();
}

function enumNumber(
  attribute: Attribute,
  literal: Literal,
  operator: SqlOperator,
  { switches }: FilterContext,
): number {
  const { enumType } = attribute;
  const mustQualify = operator !== '=' && switches.enumLiterals === 'qualified';
  const named =
    literal.kind === 'enum'
      ? literal.type === enumType?.type || literal.type === enumType?.formerType
      : literal.kind === 'string' && !mustQualify;
  const found = named ? enumType?.values.find(({ name }) => name === literal.value) : undefined;
  if (found === undefined) throw wrong(literal, attribute);
  return found.value;
}

function decimalBound(
  attribute: Attribute,
  literal: Literal,
  operator: SqlOperator,
): bigint | undefined {
  if (literal.kind !== 'number') throw wrong(literal, attribute);
  const scale = attribute.scale ?? 0;
  if (operator === '=') return parseDecimal(literal.value, scale);
  return boundDecimal(literal.value, scale, operator === '>=' ? 'up' : 'down');
}

/** The value of a literal as the attribute's column holds it; `undefined` when no row can equal it. */
function columnValue(
  attribute: Attribute,
  literal: Literal,
  operator: SqlOperator,
  context: FilterContext,
): string | number | bigint | undefined {
  switch (attribute.type) {
    case 'enum':
      return enumNumber(attribute, literal, operator, context);
    case 'Edm.Int32':
    case 'Edm.Decimal':
    case 'Erp.Amount':
    case 'Erp.Quantity':
      return decimalBound(attribute, literal, operator);
    case 'Edm.Boolean':
      if (literal.kind === 'boolean') return Number(literal.value);
      throw wrong(literal, attribute);
    case 'Edm.Guid':
      if (literal.kind === 'guid') return literal.value.toLowerCase();
      throw wrong(literal, attribute);
    case 'Edm.DateTimeOffset': {
      const moment =
        literal.kind === 'date'
          ? cutDateLiteral(literal.value, context.switches.dateTimeFilter)
          : undefined;
      if (moment === undefined) throw wrong(literal, attribute);
      return moment;
    }
    case 'Edm.String':
    case 'Erp.CustomPropertyValue':
      if (literal.kind === 'string') return fold(literal.value);
      throw wrong(literal, attribute);
    case 'Edm.Binary':
    case 'Erp.MultilanguageString':
      throw new DomainApiError('notFilterable', attribute.name, 'Equals');
  }
}

/** Refuses what the attribute doesn't support; calculated attributes support nothing. */
function checkAttribute(
  { member, isMeasureValue }: FilteredMember,
  filter: FilterSupport,
  { switches }: FilterContext,
): Attribute {
  if (member.kind === 'reference') {
    throw new DomainApiError('notFilterable', member.reference.name, filter);
  }
  const { attribute } = member;
  const isMeasure = attribute.type === 'Erp.Amount' || attribute.type === 'Erp.Quantity';
  if (attribute.origin === 'calculated' || isMeasure !== isMeasureValue) {
    throw new DomainApiError('notFilterable', attribute.name, filter);
  }
  const goesWithoutSupport = isMeasureValue && switches.amountFilters === 'allowed';
  if (!goesWithoutSupport) requireFilter(attribute, filter);
  return attribute;
}

function compare(
  filtered: FilteredMember,
  operator: SqlOperator,
  literal: Literal,
  context: FilterContext,
): SqlCondition {
  const { source, member } = filtered;
  if (member.kind === 'reference') {
    const { reference } = member;
    if (operator !== '=')
      throw new DomainApiError('notFilterable', reference.name, 'GreaterThanOrLessThan');
    requireFilter(reference, 'Equals');
    return {
      text: `${source.column(quoted(reference.name))} = ?`,
      values: [referencedId(source, reference, literal)],
    };
  }
  const filter = operator === '=' ? 'Equals' : 'GreaterThanOrLessThan';
  const attribute = checkAttribute(filtered, filter, context);
  const value = columnValue(attribute, literal, operator, context);
  if (value === undefined) return { text: '0', values: [] };
  const column = source.column(quoted(attribute.name));
  const isText = attribute.type === 'Edm.String' || attribute.type === 'Erp.CustomPropertyValue';
  return { text: `${isText ? `fold(${column})` : column} ${operator} ?`, values: [value] };
}

function isIn(
  filtered: FilteredMember,
  literals: readonly Literal[],
  context: FilterContext,
): SqlCondition {
  if (filtered.member.kind === 'reference') requireFilter(filtered.member.reference, 'EqualsIn');
  else checkAttribute(filtered, 'EqualsIn', context);
  const conditions = literals.map((literal) => {
    const { member } = filtered;
    if (member.kind === 'reference') return compare(filtered, '=', literal, context);
    const attribute = { ...member.attribute, filters: ['Equals'] as const };
    return compare(
      { ...filtered, member: { kind: 'attribute', attribute } },
      '=',
      literal,
      context,
    );
  });
  return {
    text: `(${conditions.map(({ text }) => text).join(' OR ')})`,
    values: conditions.flatMap(({ values }) => values),
  };
}

function orNull({ source, member }: FilteredMember, condition: SqlCondition): SqlCondition {
  const name = member.kind === 'reference' ? member.reference.name : member.attribute.name;
  return {
    text: `(${condition.text} OR ${source.column(quoted(name))} IS NULL)`,
    values: condition.values,
  };
}

/** SQL that a folded column has the text inside, at its start or at its end. */
const textTests = {
  contains: (column: string) => `instr(fold(${column}), ?) > 0`,
  startswith: (column: string) => `instr(fold(${column}), ?) = 1`,
  endswith: (column: string) => `ends_with(fold(${column}), ?) = 1`,
} as const;

function matchesText(
  name: keyof typeof textTests,
  filtered: FilteredMember,
  literal: Literal,
  context: FilterContext,
): SqlCondition {
  const { source, member } = filtered;
  const text = literal.kind === 'string' ? literal.value : undefined;
  if (member.kind === 'reference') {
    if (text === undefined || name !== 'contains') throw wrong(literal, member.reference);
    return referenceContains(source, member.reference, text, context.language);
  }
  const attribute = checkAttribute(filtered, 'Like', context);
  if (text === undefined) throw wrong(literal, attribute);
  const isLocalized = attribute.type === 'Erp.MultilanguageString';
  if (!isLocalized && attribute.type !== 'Edm.String') {
    throw new DomainApiError('notFilterable', attribute.name, name);
  }
  if (isLocalized && name !== 'contains') {
    throw new DomainApiError('notFilterable', attribute.name, name);
  }
  const columns = isLocalized
    ? (['EN', 'BG'] as const).map((part) => columnName(attribute.name, part))
    : [quoted(attribute.name)];
  return {
    text: `(${columns.map((column) => textTests[name](source.column(column))).join(' OR ')})`,
    values: columns.map(() => fold(text)),
  };
}

/** `contains(SalesPerson,'Peter')`: what `$search` would find in the set that is referred to. */
function referenceContains(
  source: Source,
  reference: Reference,
  text: string,
  language: Language,
): SqlCondition {
  const target = source.apart(requireSet(source.model, reference.target));
  const search = searchSql(target, text, language);
  return {
    text: `${source.column(quoted(reference.name))} IN (SELECT ${target.key} FROM ${target.from} WHERE ${search.text})`,
    values: search.values,
  };
}

function callFunction(
  name: FilterFunction,
  filtered: FilteredMember,
  literal: Literal,
  context: FilterContext,
): SqlCondition {
  switch (name) {
    case 'equalnull':
      return orNull(filtered, compare(filtered, '=', literal, context));
    case 'lessequalnull':
      return orNull(filtered, compare(filtered, '<=', literal, context));
    case 'greaterequalnull':
      return orNull(filtered, compare(filtered, '>=', literal, context));
    case 'contains':
    case 'startswith':
    case 'endswith':
      return matchesText(name, filtered, literal, context);
  }
}

/**
 * SQL for one condition of a `$filter`; values become parameters, and what the model does not allow is
 * refused (ErpNetDocs dev, domain-api/querying-data/query-options/filter.md, filterable-references.md).
 *
 * @throws DomainApiError
 */
export function conditionSql(
  root: Source,
  condition: Condition,
  context: FilterContext,
): SqlCondition {
  const filtered = resolve(root, condition.path);
  switch (condition.kind) {
    case 'comparison':
      return compare(filtered, sqlOperators[condition.operator], condition.literal, context);
    case 'in':
      return isIn(filtered, condition.literals, context);
    case 'function':
      return callFunction(condition.name, filtered, condition.literal, context);
  }
}

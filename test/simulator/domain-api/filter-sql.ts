import type { FilterSupport, Reference } from '../data/model.ts';
import type { DomainApiSwitches } from '../options.ts';
import { DomainApiError } from './domain-api-error.ts';
import { columnValue, referencedId, type SqlOperator, wrongLiteral } from './filter-literal.ts';
import { checkAttribute, type FilteredMember, resolveMember } from './filter-member.ts';
import type { Comparison, Condition, FilterFunction, Literal } from './filter-syntax.ts';
import { requireFilter, requireSet } from './members.ts';
import type { Language } from './messages.ts';
import { fold, type SqlCondition, searchSql } from './search-sql.ts';
import type { Source } from './source.ts';
import { columnName, quoted } from './tables.ts';

/** What a filter is compiled under. */
export interface FilterContext {
  readonly switches: DomainApiSwitches;
  readonly language: Language;
}

const sqlOperators: Readonly<Record<Comparison, SqlOperator>> = { eq: '=', ge: '>=', le: '<=' };

/** Refuses a filter that the member of a condition doesn't have. */
function check(filtered: FilteredMember, filter: FilterSupport, { switches }: FilterContext): void {
  const { member } = filtered;
  if (member.kind === 'reference') requireFilter(member.reference, filter);
  else checkAttribute(filtered, filter, switches);
}

/** The comparison itself, of a member that has the filter. */
function comparisonSql(
  { source, member }: FilteredMember,
  operator: SqlOperator,
  literal: Literal,
  { switches }: FilterContext,
): SqlCondition {
  if (member.kind === 'reference') {
    const column = source.column(quoted(member.reference.name));
    return { text: `${column} = ?`, values: [referencedId(source, member.reference, literal)] };
  }
  const { attribute } = member;
  const value = columnValue(attribute, literal, operator, switches);
  if (value === undefined) return { text: '0', values: [] };
  const column = source.column(quoted(attribute.name));
  const isText = attribute.type === 'Edm.String' || attribute.type === 'Erp.CustomPropertyValue';
  return { text: `${isText ? `fold(${column})` : column} ${operator} ?`, values: [value] };
}

function compare(
  filtered: FilteredMember,
  operator: SqlOperator,
  literal: Literal,
  context: FilterContext,
): SqlCondition {
  check(filtered, operator === '=' ? 'Equals' : 'GreaterThanOrLessThan', context);
  return comparisonSql(filtered, operator, literal, context);
}

function isIn(
  filtered: FilteredMember,
  literals: readonly Literal[],
  context: FilterContext,
): SqlCondition {
  check(filtered, 'EqualsIn', context);
  const conditions = literals.map((literal) => comparisonSql(filtered, '=', literal, context));
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
    if (text === undefined || name !== 'contains') throw wrongLiteral(literal, member.reference);
    return referenceContains(source, member.reference, text, context.language);
  }
  const attribute = checkAttribute(filtered, 'Like', context.switches);
  if (text === undefined) throw wrongLiteral(literal, attribute);
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
  const filtered = resolveMember(root, condition.path);
  switch (condition.kind) {
    case 'comparison':
      return compare(filtered, sqlOperators[condition.operator], condition.literal, context);
    case 'in':
      return isIn(filtered, condition.literals, context);
    case 'function':
      return callFunction(condition.name, filtered, condition.literal, context);
  }
}

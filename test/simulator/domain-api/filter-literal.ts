import type { Attribute, Reference } from '../data/model.ts';
import type { DomainApiSwitches } from '../options.ts';
import { cutDateLiteral } from './date-literal.ts';
import { boundDecimal, parseDecimal } from './decimal.ts';
import { DomainApiError } from './domain-api-error.ts';
import type { Literal } from './filter-syntax.ts';
import { derivedSets, requireSet } from './members.ts';
import { fold } from './search-sql.ts';
import type { Source } from './source.ts';

export type SqlOperator = '=' | '>=' | '<=';

function show(literal: Literal): string {
  if (literal.kind === 'string') return `'${literal.value.replaceAll("'", "''")}'`;
  return literal.kind === 'enum' ? `${literal.type}'${literal.value}'` : String(literal.value);
}

/** The error for a literal that the member can't be compared with. */
export function wrongLiteral(literal: Literal, member: { readonly name: string }): DomainApiError {
  return new DomainApiError('wrongLiteral', show(literal), member.name);
}

/** The guid in `'Crm_Sales_Customers(guid)'`, if the set is one that the reference may point to. */
export function referencedId(source: Source, reference: Reference, literal: Literal): string {
  const [, setName, id] =
    literal.kind === 'string' ? (/^(\w+)\(([0-9a-f-]{36})\)$/i.exec(literal.value) ?? []) : [];
  const target = requireSet(source.model, reference.target);
  const allowed = [target, ...derivedSets(source.model, target)].map(({ name }) => name);
  if (id === undefined || setName === undefined || !allowed.includes(setName)) {
    throw wrongLiteral(literal, reference);
  }
  return id.toLowerCase();
}

function enumNumber(
  attribute: Attribute,
  literal: Literal,
  operator: SqlOperator,
  switches: DomainApiSwitches,
): number {
  const { enumType } = attribute;
  const mustQualify = operator !== '=' && switches.enumLiterals === 'qualified';
  const named =
    literal.kind === 'enum'
      ? literal.type === enumType?.type || literal.type === enumType?.formerType
      : literal.kind === 'string' && !mustQualify;
  const found = named ? enumType?.values.find(({ name }) => name === literal.value) : undefined;
  if (found === undefined) throw wrongLiteral(literal, attribute);
  return found.value;
}

function decimalBound(
  attribute: Attribute,
  literal: Literal,
  operator: SqlOperator,
): bigint | undefined {
  if (literal.kind !== 'number') throw wrongLiteral(literal, attribute);
  const scale = attribute.scale ?? 0;
  const bound =
    operator === '='
      ? parseDecimal(literal.value, scale)
      : boundDecimal(literal.value, scale, operator === '>=' ? 'up' : 'down');
  return bound === undefined ? undefined : withinColumn(bound, operator);
}

const largestInteger = 2n ** 63n - 1n;

/** Numbers that no column can hold are beyond all of its values; `undefined` when no row is on their other side. */
function withinColumn(bound: bigint, operator: SqlOperator): bigint | undefined {
  if (bound >= -largestInteger && bound <= largestInteger) return bound;
  if (operator === '=' || (operator === '>=') === bound > 0n) return undefined;
  return bound > 0n ? largestInteger : -largestInteger;
}

/** The value of a literal as the attribute's column holds it; `undefined` when no row can equal it. */
export function columnValue(
  attribute: Attribute,
  literal: Literal,
  operator: SqlOperator,
  switches: DomainApiSwitches,
): string | number | bigint | undefined {
  switch (attribute.type) {
    case 'enum':
      return enumNumber(attribute, literal, operator, switches);
    case 'Edm.Int32':
    case 'Edm.Decimal':
    case 'Erp.Amount':
    case 'Erp.Quantity':
      return decimalBound(attribute, literal, operator);
    case 'Edm.Boolean':
      if (literal.kind === 'boolean') return Number(literal.value);
      throw wrongLiteral(literal, attribute);
    case 'Edm.Guid':
      if (literal.kind === 'guid') return literal.value.toLowerCase();
      throw wrongLiteral(literal, attribute);
    case 'Edm.DateTimeOffset': {
      const moment =
        literal.kind === 'date'
          ? cutDateLiteral(literal.value, switches.dateTimeFilter)
          : undefined;
      if (moment === undefined) throw wrongLiteral(literal, attribute);
      return moment;
    }
    case 'Edm.String':
    case 'Erp.CustomPropertyValue':
      if (literal.kind === 'string') return fold(literal.value);
      throw wrongLiteral(literal, attribute);
    case 'Edm.Binary':
    case 'Erp.MultilanguageString':
      throw new DomainApiError('notFilterable', attribute.name, 'Equals');
  }
}

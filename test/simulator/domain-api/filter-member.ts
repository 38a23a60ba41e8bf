import type { Attribute, FilterSupport } from '../data/model.ts';
import type { DomainApiSwitches } from '../options.ts';
import { DomainApiError } from './domain-api-error.ts';
import { findAttribute, isMeasure, type Member, requireFilter, requireMember } from './members.ts';
import type { Source } from './source.ts';

/** What a condition is about: the last name of its path, and the table that it leads to. */
export interface FilteredMember {
  readonly source: Source;
  readonly member: Member;
  /** The name was `{Name}Value`, the number of an amount or a quantity. */
  readonly isMeasureValue: boolean;
}

/** `QuantityValue` is the number of the quantity `Quantity`. */
function findMeasure(source: Source, name: string): Attribute | undefined {
  if (!name.endsWith('Value')) return undefined;
  const attribute = findAttribute(source.set, name.slice(0, -'Value'.length));
  return attribute && isMeasure(attribute) ? attribute : undefined;
}

/**
 * Follows the path of a condition; only ownership and filterable references may be followed
 * (ErpNetDocs dev, domain-api/querying-data/filterable-references.md).
 *
 * @throws DomainApiError `unknownMember`, `notFilterableReference`
 */
export function resolveMember(root: Source, path: readonly string[]): FilteredMember {
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

/**
 * Refuses what the attribute doesn't support; calculated attributes support nothing, amounts and
 * quantities only through `{Name}Value`.
 *
 * @throws DomainApiError `notFilterable`
 */
export function checkAttribute(
  { member, isMeasureValue }: FilteredMember,
  filter: FilterSupport,
  switches: DomainApiSwitches,
): Attribute {
  if (member.kind === 'reference') {
    throw new DomainApiError('notFilterable', member.reference.name, filter);
  }
  const { attribute } = member;
  if (attribute.origin === 'calculated' || isMeasure(attribute) !== isMeasureValue) {
    throw new DomainApiError('notFilterable', attribute.name, filter);
  }
  const goesWithoutSupport = isMeasureValue && switches.amountFilters === 'allowed';
  if (!goesWithoutSupport) requireFilter(attribute, filter);
  return attribute;
}

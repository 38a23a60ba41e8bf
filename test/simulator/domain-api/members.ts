import type { Attribute, EntitySet, FilterSupport, Model, Reference } from '../data/model.ts';
import { currentName } from '../data/renames.ts';
import { DomainApiError } from './domain-api-error.ts';

export type Member =
  | { readonly kind: 'attribute'; readonly attribute: Attribute }
  | { readonly kind: 'reference'; readonly reference: Reference };

/** An amount or a quantity: a number and its currency or unit. */
export function isMeasure({ type }: Attribute): boolean {
  return type === 'Erp.Amount' || type === 'Erp.Quantity';
}

/** @throws DomainApiError `unknownSet`, `renamedSet` */
export function requireSet(model: Model, name: string): EntitySet {
  const set = model.get(name);
  if (set !== undefined) return set;
  const current = currentName(name);
  throw current === name
    ? new DomainApiError('unknownSet', name)
    : new DomainApiError('renamedSet', name, current);
}

export function findAttribute(set: EntitySet, name: string): Attribute | undefined {
  return set.attributes.find((attribute) => attribute.name === name);
}

export function findReference(set: EntitySet, name: string): Reference | undefined {
  return set.references.find((reference) => reference.name === name);
}

/** @throws DomainApiError `unknownMember` */
export function requireMember(set: EntitySet, name: string): Member {
  const attribute = findAttribute(set, name);
  if (attribute) return { kind: 'attribute', attribute };
  const reference = findReference(set, name);
  if (reference) return { kind: 'reference', reference };
  throw new DomainApiError('unknownMember', name, set.objectType);
}

/** @throws DomainApiError `notFilterable` when the member lacks the filter. */
export function requireFilter(
  member: { readonly name: string; readonly filters: readonly FilterSupport[] },
  filter: FilterSupport,
): void {
  if (!member.filters.includes(filter)) {
    throw new DomainApiError('notFilterable', member.name, filter);
  }
}

/** The sets whose rows are rows of a base set too. */
export function derivedSets(model: Model, base: EntitySet): EntitySet[] {
  return [...model.values()].filter((set) => set.base === base.name);
}

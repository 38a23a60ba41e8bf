import type { Attribute, ChildCollection, EntitySet, Model, Reference } from '../data/model.ts';
import { DomainApiError } from './domain-api-error.ts';
import type { ExpandItem } from './expand-syntax.ts';
import { findAttribute, findReference, requireSet } from './members.ts';

/** A reference or a collection whose rows come along. */
export interface Expansion {
  readonly member:
    | { readonly kind: 'reference'; readonly reference: Reference }
    | { readonly kind: 'collection'; readonly collection: ChildCollection };
  /** Absent where only the addresses are wanted. */
  readonly selection?: Selection;
}

/** What a row is to contain. */
export interface Selection {
  readonly set: EntitySet;
  readonly attributes: readonly Attribute[];
  readonly references: readonly Reference[];
  readonly expansions: readonly Expansion[];
}

/** System attributes but the `Id`; custom and calculated attributes only come when they are named. */
function defaultAttributes(set: EntitySet): Attribute[] {
  const system = set.attributes.filter(({ origin }) => origin === 'system');
  return set.isView ? system : system.filter(({ name }) => name !== set.key);
}

function resolveExpansion(model: Model, set: EntitySet, item: ExpandItem): Expansion {
  const reference = findReference(set, item.name);
  const collection = set.collections.find(({ name }) => name === item.name);
  const target = reference?.target ?? collection?.target;
  if (target === undefined) throw new DomainApiError('notExpandable', item.name);
  const member = reference
    ? ({ kind: 'reference', reference } as const)
    : collection && ({ kind: 'collection', collection } as const);
  if (member === undefined) throw new DomainApiError('notExpandable', item.name);
  if (item.addressesOnly) return { member };
  const selection = resolveSelection(model, requireSet(model, target), item.select, item.expand);
  return { member, selection };
}

/**
 * Works out what `$select` and `$expand` ask for
 * (ErpNetDocs dev, domain-api/querying-data/query-options/select.md).
 *
 * @param select names and `default`; absent means the default.
 * @throws DomainApiError `unknownMember`, `notSelectable` (a collection that is not expanded), `notExpandable`.
 */
export function resolveSelection(
  model: Model,
  set: EntitySet,
  select: readonly string[] | undefined,
  expand: readonly ExpandItem[],
): Selection {
  const attributes = new Set<Attribute>();
  const references = new Set<Reference>();
  for (const name of select ?? ['default']) {
    const attribute = findAttribute(set, name);
    const reference = findReference(set, name);
    if (name === 'default') {
      for (const each of defaultAttributes(set)) attributes.add(each);
      for (const each of set.references) references.add(each);
    } else if (attribute) attributes.add(attribute);
    else if (reference) references.add(reference);
    else if (!set.collections.some((collection) => collection.name === name)) {
      throw new DomainApiError('unknownMember', name, set.objectType);
    } else if (!expand.some((item) => item.name === name)) {
      throw new DomainApiError('notSelectable', name);
    }
  }
  const expansions = expand.map((item) => resolveExpansion(model, set, item));
  return { set, attributes: [...attributes], references: [...references], expansions };
}

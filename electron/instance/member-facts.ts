import type { Attribute, Reference } from './model-document.ts';

/** One flag of `BaseInfo.SupportedFilters`. */
export type FilterSupport = 'Equals' | 'GreaterThanOrLessThan' | 'Like' | 'EqualsIn';

/**
 * What the model promises about a member to those who filter by it.
 * @see ERP.net docs, domain-api/common-tasks/discover-model.md
 */
export interface MemberFacts {
  readonly filters: ReadonlySet<FilterSupport>;
  /** The server works it out for each answer: it can be neither filtered nor ordered. */
  readonly isCalculated: boolean;
  /** `$filter` may go on to the members of what this reference points to. */
  readonly leadsOn: boolean;
  /** Names of an enum's values from the smallest to the largest. */
  readonly enumValues: readonly string[];
}

const flags: readonly FilterSupport[] = ['Equals', 'GreaterThanOrLessThan', 'Like', 'EqualsIn'];

function filtersOf({ BaseInfo }: Attribute | Reference): ReadonlySet<FilterSupport> {
  const named = new Set((BaseInfo?.SupportedFilters ?? '').split(',').map((flag) => flag.trim()));
  return new Set(flags.filter((flag) => named.has(flag)));
}

/** What the model promises about an attribute. */
export function attributeFacts(attribute: Attribute): MemberFacts {
  const values = (attribute.enumValues ?? []).map(({ Name, Value }, index) => ({
    name: Name,
    rank: Value ?? index,
  }));
  return {
    filters: filtersOf(attribute),
    isCalculated: attribute.IsCalculatedDataAttribute === true,
    leadsOn: false,
    enumValues: values.toSorted((a, b) => a.rank - b.rank).map(({ name }) => name),
  };
}

/** What the model promises about a reference; one without `BaseInfo` is worked out by the server. */
export function referenceFacts(reference: Reference): MemberFacts {
  return {
    filters: filtersOf(reference),
    isCalculated: reference.BaseInfo == null,
    leadsOn: reference.IsOwnership === true || reference.IsFilterable === true,
    enumValues: [],
  };
}

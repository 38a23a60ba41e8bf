import type { LocalReason } from '../contract/query.ts';
import { termLength } from '../instance/odata-filter.ts';
import { findMember, type Models } from './member.ts';
import type { PlainCondition, PlainGroup } from './plain-query.ts';
import { serverForm } from './server-form.ts';
import type { Terms } from './server-terms.ts';

/** More queries than these for one page are not worth asking: the server takes one request at a time. */
const mostQueries = 8;
/** Characters that a filter may take in an address. */
const longestFilter = 3000;

/** What one query asks, and which of the conditions its rows must still be checked for. */
export interface Alternative {
  readonly terms: Terms;
  readonly check: readonly PlainCondition[];
}

/** How a group of conditions is answered: by one alternative each, or here, with a reason for each condition. */
type PlannedGroup =
  | {
      readonly group: PlainGroup;
      readonly alternatives: readonly Alternative[];
      readonly isDisjoint: boolean;
    }
  | { readonly group: PlainGroup; readonly reasons: readonly LocalReason[] };

/** The groups that the server answers, combined, and those that run here. */
export interface PlacedGroups {
  readonly alternatives: readonly Alternative[];
  /** Why each condition of a group runs here; absent for what the server does. */
  readonly reasons: ReadonlyMap<PlainGroup, readonly LocalReason[]>;
}

/** What the planning of filters needs to know. */
export interface FilterContext {
  readonly models: Models;
  readonly set: string;
  readonly hasId: boolean;
  readonly isRefused: (feature: string) => boolean;
}

function planGroup(group: PlainGroup, context: FilterContext): PlannedGroup {
  const { models, set, isRefused } = context;
  const forms = group.map((condition) => {
    const member = findMember(models, set, condition.path);
    return member === undefined ? 'notFilterable' : serverForm(member, condition, isRefused);
  });
  const formed = forms.filter((form) => typeof form === 'object');
  if (formed.length < group.length) {
    // A row may belong to the group by what the server can't tell, so the rest of the group narrows nothing.
    return {
      group,
      reasons: forms.map((form) => (typeof form === 'object' ? 'withOthers' : form)),
    };
  }
  const alternatives = formed.flatMap((form, index) => {
    const check = form.isExact ? [] : group.slice(index, index + 1);
    return form.alternatives.map((terms): Alternative => ({ terms, check }));
  });
  return {
    group,
    alternatives,
    isDisjoint: formed.length === 1 && formed.every((form) => form.isDisjoint),
  };
}

function product(left: readonly Alternative[], right: readonly Alternative[]): Alternative[] {
  return left.flatMap((a) =>
    right.map((b) => ({ terms: [...a.terms, ...b.terms], check: [...a.check, ...b.check] })),
  );
}

function lengthOf({ terms }: Alternative): number {
  return terms.reduce((sum, each) => sum + termLength(each), 0);
}

function whyNotTogether(
  combined: readonly Alternative[],
  alternatives: readonly Alternative[],
  isDisjoint: boolean,
  hasId: boolean,
): LocalReason | null {
  if (combined.length > mostQueries) return 'tooManyQueries';
  if (combined.some((each) => lengthOf(each) > longestFilter)) return 'tooLong';
  return alternatives.length > 1 && !isDisjoint && !hasId ? 'noKey' : null;
}

/**
 * Decides which groups of a query the server answers. It joins terms by `and` only, so each way through the groups is a
 * query of its own; groups that take the fewest go first, and those for which it would become too much run here.
 */
export function placeGroups(where: readonly PlainGroup[], context: FilterContext): PlacedGroups {
  const reasons = new Map<PlainGroup, readonly LocalReason[]>();
  const planned = where.map((group) => planGroup(group, context));
  let combined: readonly Alternative[] = [{ terms: [], check: [] }];
  const formed = planned.filter((each) => 'alternatives' in each);
  for (const each of formed.toSorted((a, b) => a.alternatives.length - b.alternatives.length)) {
    const next = product(combined, each.alternatives);
    const reason = whyNotTogether(next, each.alternatives, each.isDisjoint, context.hasId);
    if (reason === null) combined = next;
    else
      reasons.set(
        each.group,
        each.group.map(() => reason),
      );
  }
  for (const each of planned) if ('reasons' in each) reasons.set(each.group, each.reasons);
  return { alternatives: combined, reasons };
}

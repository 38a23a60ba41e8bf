import type { LocalReason, OrderItem, ScopedPart } from '../contract/query.ts';
import type { ServerQuery } from '../instance/server-query.ts';
import type { Member } from './member.ts';
import type { PlainCondition, PlainGroup, PlainQuery } from './plain-query.ts';

/** One query for the server, and what its rows must still be checked for here. */
export interface PlannedRequest {
  readonly query: ServerQuery;
  /** The server's terms let too many rows through: all of these must hold, too. */
  readonly check: readonly PlainCondition[];
}

/** Omits a member from each part of a union. */
type WithoutScope<Part> = Part extends unknown ? Omit<Part, 'scope'> : never;

/** One part of the query, and where it runs: on the server when there is no reason why not. */
export type PlannedPart = WithoutScope<ScopedPart>;

/** What runs here, over the rows that have come. */
export interface LocalPart {
  readonly where: readonly PlainGroup[];
  readonly search: string;
  readonly order: readonly OrderItem[];
}

/** How a query is answered. */
export interface Plan {
  readonly query: PlainQuery;
  /** What every row holds: the query's columns first, then what the local part needs. */
  readonly fields: readonly Member[];
  /** Where the rows come from: the server, by all of these requests, or the local copy. */
  readonly source: 'server' | 'copy';
  readonly requests: readonly PlannedRequest[];
  /** Rows of several requests come in the server's order, and are merged by it. */
  readonly isMergedByOrder: boolean;
  readonly local: LocalPart;
  readonly parts: readonly PlannedPart[];
}

/** Says of each part how far its answer goes. */
export function scopedParts(plan: Plan, isComplete: boolean): readonly ScopedPart[] {
  return plan.parts.map((part) => ({ ...part, scope: scopeOf(part.reason, isComplete) }));
}

function scopeOf(reason: LocalReason | null, isComplete: boolean): ScopedPart['scope'] {
  if (reason === null) return 'server';
  return isComplete ? 'localComplete' : 'localFirstRows';
}

/** Whether anything runs here, so that rows must come before it is known which of them belong to the answer. */
export function hasLocalPart({ local, requests }: Plan): boolean {
  return (
    local.where.length > 0 ||
    local.search !== '' ||
    local.order.length > 0 ||
    requests.some(({ check }) => check.length > 0)
  );
}

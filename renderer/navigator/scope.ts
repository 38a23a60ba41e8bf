import type { LocalReason, Scope, ScopedPart } from '../../electron/contract/query.ts';
import type { RunAnswer } from '../rows/row-pages.ts';

/** How far the answer of one part goes, and why; `rows` is the N of "first N rows". */
export interface ShownScope {
  readonly scope: Scope;
  readonly reason: LocalReason | null;
  readonly rows: number;
}

/** The scopes of a navigator's columns, and of its answer as a whole. */
export interface ShownScopes {
  readonly orders: ReadonlyMap<string, ShownScope>;
  readonly filters: ReadonlyMap<string, ShownScope>;
  readonly search: ShownScope | null;
  /** The part that goes the least far; null when nothing was asked for but rows. */
  readonly whole: ShownScope | null;
}

/** Nothing is asked for but rows. */
export const noScopes: ShownScopes = {
  orders: new Map(),
  filters: new Map(),
  search: null,
  whole: null,
};

const narrowness: Readonly<Record<Scope, number>> = {
  server: 0,
  localComplete: 1,
  localFirstRows: 2,
};

/** Sorts the scopes of an answer's parts by what they are about. */
export function shownScopes(answer: RunAnswer | null): ShownScopes {
  if (answer === null) return noScopes;
  const { scope: parts, scanned } = answer;
  const shown = ({ scope, reason }: ScopedPart): ShownScope => ({ scope, reason, rows: scanned });
  const search = parts.find(({ part }) => part === 'search');
  return {
    orders: new Map(
      parts.flatMap((part) => (part.part === 'order' ? [[part.column, shown(part)] as const] : [])),
    ),
    // Of several conditions on one column the one that goes the least far counts.
    filters: new Map(
      parts
        .filter((part) => part.part === 'condition')
        .sort((left, right) => narrowness[left.scope] - narrowness[right.scope])
        .map((part) => [part.path, shown(part)] as const),
    ),
    search: search === undefined ? null : shown(search),
    whole: parts
      .map(shown)
      .reduce<ShownScope | null>(
        (least, each) =>
          least === null || narrowness[each.scope] > narrowness[least.scope] ? each : least,
        null,
      ),
  };
}

/**
 * How far rows of the local copy go that are neither filtered nor ordered. While the instance is about to answer, that
 * there are more is nothing to tell.
 */
export function copyScope(answer: RunAnswer | null, isAlone: boolean): ShownScope | null {
  if (answer === null || answer.source !== 'copy') return null;
  const { isComplete, scanned: rows } = answer;
  if (isComplete) return { scope: 'localComplete', reason: 'localCopy', rows };
  return isAlone ? { scope: 'localFirstRows', reason: 'localCopy', rows } : null;
}

import type { ScopedPart, StructuredQuery } from '../../electron/contract/query.ts';

/** What it takes to look all rows through. */
export interface LoadAllEstimate {
  /** Rows that are still to be looked through. */
  readonly rows: number;
  readonly requests: number;
  /** Null while nobody knows how long the instance takes. */
  readonly milliseconds: number | null;
}

/** Rows of a request whose rows are looked through here. */
const rowsOfRequest = 1000;
/** Rows that are put in order here without being kept: a row takes one or two kilobytes of memory. */
const mostInOrder = 200_000;

/** The question whose rows have to be looked through: that which the instance leaves to us neither narrows nor orders them. */
export function lookedThroughQuery(
  query: StructuredQuery,
  scope: readonly ScopedPart[],
): StructuredQuery {
  const here = scope.filter((part) => part.scope !== 'server');
  const paths = new Set(here.flatMap((part) => (part.part === 'condition' ? [part.path] : [])));
  const isSearchHere = here.some(({ part }) => part === 'search');
  return {
    ...query,
    where: query.where.filter((group) => !group.some(({ path }) => paths.has(path))),
    search: isSearchHere ? '' : query.search,
    order: [],
  };
}

/**
 * What it takes to look all rows through.
 *
 * @param all - how many there are
 * @param scanned - how many were looked through already
 * @param pace - milliseconds that each of them took; null when that is not known
 */
export function loadAllEstimate(
  all: number,
  scanned: number,
  pace: number | null,
): LoadAllEstimate {
  const rows = Math.max(0, all - scanned);
  return {
    rows,
    requests: Math.ceil(rows / rowsOfRequest),
    milliseconds: pace === null ? null : Math.round(rows * pace),
  };
}

/** Whether so many rows would have to be put in order here that they had better be kept on this computer, where that is quick. */
export function hadBetterBeKept(all: number, scope: readonly ScopedPart[]): boolean {
  return (
    all > mostInOrder && scope.some(({ part, scope }) => part === 'order' && scope !== 'server')
  );
}

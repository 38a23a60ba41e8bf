import type { Language } from '../contract/languages.ts';
import type { WantedTotal } from '../contract/rows.ts';
import { termText } from './odata-filter.ts';
import { joinParameters } from './odata-query.ts';
import type { ServerTerm } from './server-query.ts';

/** What the server is asked to add up: one thing of each column, for ERP.net takes each property once. */
export interface GroupedQuery {
  readonly set: string;
  /** All of them must hold. */
  readonly terms: readonly ServerTerm[];
  /** The dimension that rows are grouped by; null for one group of all rows. */
  readonly key: string | null;
  readonly columns: readonly string[];
  readonly wanted: WantedTotal;
}

const methods: Readonly<Record<WantedTotal, string>> = {
  sum: 'sum',
  smallest: 'min',
  largest: 'max',
};

/** The name under which a group tells how many rows it has. */
export const rowsAlias = 'RowCount';

/** The name under which a group tells what the column at a place comes to; no property is called so. */
export function totalAlias(place: number): string {
  return `Total_${place}`;
}

/**
 * Writes a grouped query as an address relative to the OData service root. `$filter` is looked at before rows are grouped;
 * the answer has a row for each group, and of it one for each currency or unit.
 *
 * @see ERP.net docs, domain-api/querying-data/grouping.md
 */
export function groupedAddress(
  { set, terms, key, columns, wanted }: GroupedQuery,
  culture: Language,
): string {
  const aggregates = [
    `$count as ${rowsAlias}`,
    ...columns.map((name, place) => `${name} with ${methods[wanted]} as ${totalAlias(place)}`),
  ];
  const aggregate = `aggregate(${aggregates.join(',')})`;
  const parameters = joinParameters({
    $filter: terms.map(termText).join(' and '),
    $apply: key === null ? aggregate : `groupby((${key}),${aggregate})`,
    culture,
  });
  return `${set}?${parameters}`;
}

import type { LocalQuery } from '../../query/local-query.ts';
import type { Connection } from '../database/cipher.ts';
import { findSet } from './entity-sets.ts';

/** The sets whose rows a query looks at. */
export function touchedSets({
  set,
  fields,
}: Pick<LocalQuery, 'set' | 'fields'>): readonly string[] {
  return [...new Set([set, ...fields.flatMap((field) => field.sets)])];
}

/**
 * When the set was found complete that has been so for the longest; null when one is not.
 * @param fields those that decide which rows there are; what is only shown of another set leaves no row out
 */
export function completeSince(
  connection: Connection,
  deciding: Pick<LocalQuery, 'set' | 'fields'>,
): number | null {
  const times = touchedSets(deciding).map((name) => findSet(connection, name)?.completeAt ?? null);
  return times.reduce((least, time) =>
    least === null || time === null ? null : Math.min(least, time),
  );
}

/** The state of all rows that a query looks at: the same text means the same answer. */
export function stateOf(connection: Connection, query: LocalQuery): string {
  return touchedSets(query)
    .map((name) => {
      const found = findSet(connection, name);
      return found === null ? '' : `${found.generation}.${found.changes}`;
    })
    .join(' ');
}

import type { LocalQuery } from '../../query/local-query.ts';
import type { Connection } from '../database/cipher.ts';
import { findSet } from './entity-sets.ts';
import { type WholePart, wholePart } from './parts.ts';

/** The sets whose rows a query looks at. */
export function touchedSets({
  set,
  fields,
}: Pick<LocalQuery, 'set' | 'fields'>): readonly string[] {
  return [...new Set([set, ...fields.flatMap((field) => field.sets)])];
}

/** The kept part of the set in which all rows of the answer are; null where none is whole, or the set itself is. */
export function partOf(
  connection: Connection,
  { set: name, within }: Pick<LocalQuery, 'set' | 'within'>,
): WholePart | null {
  const set = within === undefined ? null : findSet(connection, name);
  if (within === undefined || set === null || set.completeAt !== null) return null;
  return wholePart(connection, set, within);
}

/**
 * When the set, or the part of it that the answer is in, was found complete that has been so for the longest; null when one is not.
 * @param fields those that decide which rows there are; what is only shown of another set leaves no row out
 */
export function completeSince(
  connection: Connection,
  deciding: Pick<LocalQuery, 'set' | 'fields' | 'within'>,
): number | null {
  const part = partOf(connection, deciding);
  const times = touchedSets(deciding).map((name) =>
    part !== null && name === deciding.set
      ? part.completeAt
      : (findSet(connection, name)?.completeAt ?? null),
  );
  return times.reduce((least, time) =>
    least === null || time === null ? null : Math.min(least, time),
  );
}

/** The state of all rows that a query looks at: the same text means the same answer. */
export function stateOf(connection: Connection, query: LocalQuery): string {
  const sets = touchedSets(query).map((name) => {
    const found = findSet(connection, name);
    return found === null ? '' : `${found.generation}.${found.changes}`;
  });
  return [...sets, partOf(connection, query)?.number ?? ''].join(' ');
}

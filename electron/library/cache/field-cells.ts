import type { CellValue } from '../../contract/rows.ts';
import type { LocalField } from '../../query/local-query.ts';
import type { Connection } from '../database/cipher.ts';
import { cellSource } from './cell-source.ts';
import { parseKnownCells } from './cell-text.ts';
import { findSet } from './entity-sets.ts';
import { type FoundCell, pathCells, unknownCell } from './path-cells.ts';
import type { SetTable } from './set-table.ts';

/** The cells of one row, parallel to the fields. */
export interface RowCells {
  readonly cells: readonly CellValue[];
  /** The places of those that are not here, which are null. */
  readonly unknown: readonly number[];
}

const none: readonly number[] = [];

/** Reads the cells of fields, those at the end of a path too. */
export interface FieldCells {
  /** SQL of the texts that {@link FieldCells.read} wants of each row. */
  readonly sources: readonly string[];
  /**
   * Of many rows at once: parsing is quicker so.
   * @param records in each of which the texts begin at `offset`
   */
  read(records: readonly (readonly unknown[])[], offset: number): readonly RowCells[];
}

function isComplete(connection: Connection, set: string): boolean {
  return (findSet(connection, set)?.completeAt ?? null) !== null;
}

/** Prepares the reading of fields from a set's table; good for one reading of its rows. */
export function fieldCells(
  connection: Connection,
  set: SetTable,
  fields: readonly LocalField[],
): FieldCells {
  const sources: string[] = [];
  const placeOf = (name: string): number | null => {
    const source = cellSource(set, name);
    if (source === null) return null;
    if (!sources.includes(source)) sources.push(source);
    return sources.indexOf(source);
  };
  const readers = fields.map((field) => {
    const [first = ''] = field.names;
    const isPath = field.names.length > 1;
    return {
      own: placeOf(field.path),
      reference: isPath ? placeOf(first) : null,
      isFollowedFirst: isPath && field.sets.every((name) => isComplete(connection, name)),
      follow: pathCells(connection, field),
    };
  });

  function cellsOf(values: readonly (CellValue | undefined)[], offset: number): RowCells {
    let unknown = none;
    const cells = readers.map(({ own, reference, isFollowedFirst, follow }, place) => {
      const followed = (): FoundCell => {
        const first = reference === null ? undefined : values[offset + reference];
        return first === undefined ? unknownCell : follow(first);
      };
      const value = own === null ? undefined : values[offset + own];
      // What came with an answer is as old as that; rows that are kept complete are brought up to date.
      const before = isFollowedFirst ? followed() : unknownCell;
      if (before.isKnown) return before.cell;
      if (value !== undefined) return value;
      const found = isFollowedFirst ? unknownCell : followed();
      if (!found.isKnown) unknown = [...unknown, place];
      return found.cell;
    });
    return { cells, unknown };
  }

  return {
    sources,
    read(records, offset) {
      const texts: (string | null)[] = [];
      for (const record of records) {
        for (let index = 0; index < sources.length; index += 1) {
          const text = record[offset + index];
          texts.push(typeof text === 'string' ? text : null);
        }
      }
      const values = parseKnownCells(texts);
      return records.map((_, index) => cellsOf(values, index * sources.length));
    },
  };
}

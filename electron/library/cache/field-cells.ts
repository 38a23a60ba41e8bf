import type { CellValue } from '../../contract/rows.ts';
import type { LocalField } from '../../query/local-query.ts';
import type { Connection } from '../database/cipher.ts';
import { cellSource } from './cell-source.ts';
import { parseKnownCells } from './cell-text.ts';
import { pathCells, unknownCell } from './path-cells.ts';
import type { SetTable } from './set-table.ts';

/** The cells of one row, parallel to the fields. */
export interface RowCells {
  readonly cells: readonly CellValue[];
  /** Every one of them is here; those that are not are null. */
  readonly isKnown: boolean;
}

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
      // What an answer of the instance has brought under the name of the path counts before what is found here.
      own: placeOf(field.path),
      reference: isPath ? placeOf(first) : null,
      follow: pathCells(connection, field),
    };
  });

  function cellsOf(values: readonly (CellValue | undefined)[], offset: number): RowCells {
    let isKnown = true;
    const cells = readers.map(({ own, reference, follow }) => {
      const value = own === null ? undefined : values[offset + own];
      if (value !== undefined) return value;
      const first = reference === null ? undefined : values[offset + reference];
      const found = first === undefined ? unknownCell : follow(first);
      isKnown &&= found.isKnown;
      return found.cell;
    });
    return { cells, isKnown };
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

import { z } from 'zod';
import { chosenRecord } from './query.ts';
import type { EntitySetDetail, Row, RowsSource } from './rows.ts';
import { rowsSource, ticket } from './rows.ts';

/** Arguments of `fetchRecord`: one row of a set, by its id. */
export const fetchRecordArguments = chosenRecord.extend({ ticket, source: rowsSource });

/** One row with all that a form shows of it. */
export interface RecordAnswer {
  /** The set, with the columns of the form: all that people may see, but for what costs the instance a lot. */
  readonly set: EntitySetDetail;
  /** Cells run parallel to the set's columns; those that are not known are told by `absent`. */
  readonly row: Row;
  /** Who answered. */
  readonly source: RowsSource;
  /** When the instance answered with it, in milliseconds since 1970; of the copy the time of its oldest value. */
  readonly receivedAt: number;
}

/** Arguments of `setReferences`. */
export const setReferencesArguments = z.strictObject({ ticket, set: chosenRecord.shape.set });

/** A reference by which rows of a set point to a record. */
export interface SetReference {
  /** The set that has it. */
  readonly set: string;
  readonly label: string;
  /** Module of that set, `Crm.Sales`. */
  readonly module: string;
  readonly column: string;
  readonly columnLabel: string;
}

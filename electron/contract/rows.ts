import { z } from 'zod';
import { columnPath, type OrderItem, type ScopedPart, structuredQuery } from './query.ts';

/** How a column's values are to be read and shown. */
export type ColumnType =
  | 'text'
  | 'multilingual'
  | 'boolean'
  | 'integer'
  | 'decimal'
  | 'percent'
  | 'amount'
  | 'quantity'
  | 'date'
  | 'dateTime'
  | 'enum'
  | 'guid'
  | 'reference'
  | 'custom'
  | 'binary'
  | 'other';

/** A column that a navigator can show: an attribute of the entity set, or a reference. */
export interface Column {
  readonly name: string;
  readonly label: string;
  readonly type: ColumnType;
  /** The server can order by it. */
  readonly orderable: boolean;
  /** Part of what a navigator shows at first sight. */
  readonly shownByDefault: boolean;
  /** Values of an enum with their localized labels. */
  readonly enumLabels?: Readonly<Record<string, string>>;
  /** The entity set that a reference points to. */
  readonly referencedSet?: string;
  /** Digits after the decimal separator, where the model tells. */
  readonly scale?: number;
  /** The server works it out for each answer. */
  readonly isCalculated?: true;
  /** What every step of a path is called; absent for a column of the set itself. */
  readonly steps?: readonly string[];
  /** The group that the model puts it in, in the language of the user; absent for what belongs to none. */
  readonly category?: string;
  /** What its texts are written in, where they are not plain. */
  readonly markup?: Markup;
}

/** What a text may be written in. */
export type Markup = 'html' | 'markdown' | 'rtf';

/** An entity set in the list of navigators. */
export interface EntitySetSummary {
  /** Technical name, `Crm_Sales_Customers`. */
  readonly name: string;
  /** Localized name, `Customers`. */
  readonly label: string;
  /** Module, `Crm.Sales`: the repository name without its last part. */
  readonly module: string;
}

/** What belongs to each row of a set, such as the lines of a document. */
export interface ChildCollection {
  readonly name: string;
  readonly label: string;
  /** The entity set of the children. */
  readonly set: string;
}

/** What holds a picture of each row. Pictures are large: no page of rows carries them, and each is asked for by itself. */
export interface PictureColumn {
  readonly name: string;
  readonly label: string;
}

/** An entity set with its columns, in the model's logical order. */
export interface EntitySetDetail extends EntitySetSummary {
  /** False for views that have neither `Id` nor `DisplayText`. */
  readonly hasId: boolean;
  readonly columns: readonly Column[];
  /** The reference to what each row is a part of, as a line is of its order; null where rows stand alone or no model tells. */
  readonly owner: string | null;
  readonly children: readonly ChildCollection[];
  /** How rows are ordered before anybody chose it, by what the server can order by; absent where they come as it has them. */
  readonly standardOrder?: readonly OrderItem[];
  /** Absent where rows have no pictures. */
  readonly pictures?: readonly PictureColumn[];
}

/** An amount or quantity: exact digits and what they count. */
export interface Measure {
  /** Exact decimal, `-1234.50`, never a binary floating-point number. */
  readonly value: string;
  /** Currency or unit; empty when the server gave none. */
  readonly unit: string;
}

/** What a reference points to, as far as the row tells. */
export interface Reference {
  readonly set: string;
  readonly id: string;
  /** Display text; null when the server did not send it. */
  readonly text: string | null;
}

/** A text in several languages, keys in lower case (`en`, `bg`). */
export interface MultilingualText {
  readonly translations: Readonly<Record<string, string>>;
}

/** A custom property: the short value and its multi-language description. */
export interface CustomValue {
  readonly value: string;
  readonly description: Readonly<Record<string, string>> | null;
}

/**
 * One cell. Numbers are exact decimal strings, dates are ISO 8601 strings as sent. Which shape a column has follows from
 * its {@link ColumnType}; null means empty. A value that does not have its column's shape arrives as `{ raw }`.
 */
export type CellValue =
  | null
  | boolean
  | string
  | Measure
  | Reference
  | MultilingualText
  | CustomValue
  | { readonly raw: string };

/** One row of a page; `cells` run parallel to the query's `columns`. */
export interface Row {
  /** The row's key in its set; null for views without one. */
  readonly id: string | null;
  /** Display text; null for views without one. */
  readonly title: string | null;
  readonly cells: readonly CellValue[];
  /** Places of cells whose values are not on this computer; absent when all are. */
  readonly absent?: readonly number[];
}

/** Names a request that is under way, so that it can be cancelled; chosen by the renderer, unique per window. */
export const ticket = z.string().regex(/^[A-Za-z0-9-]{1,64}$/);

/** Who answers: the local copy, at once and without a network, or the instance. */
export const rowsSource = z.enum(['copy', 'instance']);

/** Who answers. */
export type RowsSource = z.infer<typeof rowsSource>;

/** Arguments of `fetchRows`: the first page, or the one after `cursor`, which only continues an answer of the same source. */
export const fetchRowsArguments = z.strictObject({
  ticket,
  query: structuredQuery,
  source: rowsSource,
  cursor: z.string().max(100).nullable(),
  /** Place of the first row, from 0, for a cursor that leads `anywhere`; without it the row that the cursor stands for. */
  at: z.number().int().nonnegative().optional(),
  /** Visible work goes before prefetch in the account's queue. */
  urgency: z.enum(['visible', 'prefetch']),
});

/** Arguments of `loadMoreRows` and `countRows`. */
export const queryArguments = z.strictObject({ ticket, query: structuredQuery });

/** Arguments of `totalRows`. */
export const totalRowsArguments = queryArguments.extend({
  columns: z.array(columnPath).min(1).max(200),
  /** The copy adds up the rows that are on this computer, the instance all rows, as far as it can. */
  source: rowsSource,
  /** What is wanted of each column; of the instance each takes a request of its own, the copy tells all. */
  wanted: z
    .array(z.enum(['sum', 'smallest', 'largest']))
    .min(1)
    .max(3),
});

/** What may be wanted of a column's numbers. */
export type WantedTotal = z.infer<typeof totalRowsArguments>['wanted'][number];

/** One page of rows. */
export interface RowsPage {
  readonly rows: readonly Row[];
  /** Opaque; asks for the following page. Null at the end of what has been found so far. */
  readonly cursor: string | null;
  /** When the instance answered with the rows, in milliseconds since 1970; of a page of the copy the oldest one's time. */
  readonly receivedAt: number;
  /**
   * Where the rows came from. A kept set is brought up to date when the instance is asked, and answered from the copy,
   * because there all of it can be filtered and ordered.
   */
  readonly source: RowsSource;
  /** How far the answer of each part of the query goes. */
  readonly scope: readonly ScopedPart[];
  /** Rows that were looked through here: the N of "first N rows". */
  readonly scanned: number;
  /** No row of the answer is missing, this page and the following ones together. */
  readonly isComplete: boolean;
  /** How many rows the answer has; null while that is not known. */
  readonly total: number | null;
  /** Lets the copy be asked for rows from any place on; null where they only come one page after the other. */
  readonly anywhere: Anywhere | null;
}

/** An answer that need not be read from its beginning. */
export interface Anywhere {
  /** Stands for the answer, together with a place. */
  readonly cursor: string;
  /** Places from 0 to before this one have rows. */
  readonly rows: number;
}

/** What numbers come to that count the same: euros are never added to leva. */
export interface UnitTotals {
  /** Currency or unit; empty for plain numbers. */
  readonly unit: string;
  /** Exact decimals; null where nobody asked for them. */
  readonly sum: string | null;
  readonly smallest: string | null;
  readonly largest: string | null;
  /** How many cells there are; null where nobody counted. */
  readonly count: number | null;
}

/** What one column comes to. */
export interface Totals {
  /** Cells with a value; null where nobody counted. */
  readonly count: number | null;
  /** One for each currency or unit, in alphabetical order; none for columns without numbers. */
  readonly byUnit: readonly UnitTotals[];
}

/** What the columns of an answer come to. */
export interface RowTotals {
  /** Parallel to the columns that were asked for; null for what the instance can't add up. */
  readonly columns: readonly (Totals | null)[];
  /** Rows that were added up. */
  readonly rows: number;
  /** These are all rows of the answer. */
  readonly isComplete: boolean;
  /** Who added them up. */
  readonly source: RowsSource;
}

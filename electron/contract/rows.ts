import { z } from 'zod';

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
}

/** An entity set in the list of navigators. */
export interface EntitySetSummary {
  /** Technical name, `Crm_Sales_Customers`. */
  readonly name: string;
  /** Localized name, `Customers`. */
  readonly label: string;
  /** Module, `Crm.Sales`: the repository name without its last part. */
  readonly module: string;
}

/** An entity set with its columns, in the model's logical order. */
export interface EntitySetDetail extends EntitySetSummary {
  /** False for views that have neither `Id` nor `DisplayText`. */
  readonly hasId: boolean;
  readonly columns: readonly Column[];
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
}

/** What a navigator asks for: a structured query, never a URL. */
export const rowsQuery = z.strictObject({
  set: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,199}$/),
  columns: z
    .array(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,199}$/))
    .min(1)
    .max(200),
  /** Words to look for in the set's search members; empty for all rows. */
  search: z.string().max(500),
  order: z
    .strictObject({ column: z.string().max(200), direction: z.enum(['ascending', 'descending']) })
    .nullable(),
});

/** What a navigator asks for. */
export type RowsQuery = z.infer<typeof rowsQuery>;

/** Names a request that is under way, so that it can be cancelled; chosen by the renderer, unique per window. */
export const ticket = z.string().regex(/^[A-Za-z0-9-]{1,64}$/);

/** Arguments of `fetchRows`: the first page, or the one after `cursor`. */
export const fetchRowsArguments = z.strictObject({
  ticket,
  query: rowsQuery,
  cursor: z.string().max(100).nullable(),
  /** Visible work goes before prefetch in the account's queue. */
  urgency: z.enum(['visible', 'prefetch']),
});

/** Arguments of `countRows`. */
export const countRowsArguments = z.strictObject({ ticket, query: rowsQuery });

/** One page of rows. */
export interface RowsPage {
  readonly rows: readonly Row[];
  /** Opaque; asks for the following page. Null on the last page. */
  readonly cursor: string | null;
  /** When the server answered, in milliseconds since 1970. */
  readonly receivedAt: number;
}

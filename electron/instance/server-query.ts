import type { EntitySetModel } from './model.ts';

/** A value that the server compares with. */
export type Literal =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly digits: string }
  | { readonly kind: 'truth'; readonly isTrue: boolean }
  | { readonly kind: 'guid'; readonly guid: string }
  /** A day, `2026-11-20`; the server knows no finer one. */
  | { readonly kind: 'day'; readonly day: string }
  /** A point in time, `2026-11-20T10:15:00Z`; the server may cut it to the minute or to the day. */
  | { readonly kind: 'instant'; readonly instant: string }
  | { readonly kind: 'record'; readonly set: string; readonly id: string };

/** What ERP.net's `$filter` can ask of one member; terms are joined by `and`, and there is nothing else. */
export type ServerTest =
  | 'eq'
  | 'ge'
  | 'le'
  | 'in'
  | 'contains'
  | 'startswith'
  | 'endswith'
  | 'equalnull'
  | 'lessequalnull';

/** One term of a `$filter`. */
export interface ServerTerm {
  /** Names from the set to the member. */
  readonly names: readonly string[];
  /** The number of an amount or a quantity is meant. */
  readonly isMeasure: boolean;
  readonly test: ServerTest;
  /** One, but for `in`. */
  readonly values: readonly Literal[];
}

/** What one request asks the server for: the part of a query that it can answer. */
export interface ServerQuery {
  readonly model: EntitySetModel;
  /** Members by their names from the set on; those of references come expanded. */
  readonly fields: readonly (readonly string[])[];
  /** All of them must hold. */
  readonly terms: readonly ServerTerm[];
  readonly search: string;
  readonly order: readonly {
    readonly column: string;
    readonly direction: 'ascending' | 'descending';
  }[];
}

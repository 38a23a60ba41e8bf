import type { LibraryFailure, Outcome } from '../outcome.ts';
import type { Given, WriterOperation } from './operations.ts';

/** One operation for the writer; what is given has been parsed at the edge of the process. */
export interface WriterRequest<Name extends WriterOperation = WriterOperation> {
  readonly kind: 'do';
  readonly id: number;
  readonly name: Name;
  readonly given: Given<Name>;
}

/** How the writer opens its own connection. */
export interface WriterOpening {
  readonly kind: 'open';
  /** Absolute path of `cache.db`, which has been opened and mended before. */
  readonly path: string;
  readonly key: Uint8Array;
  readonly language: string;
  readonly limitBytes: number;
}

/** What the process's main thread sends to its writer thread. */
export type ToWriter =
  | WriterOpening
  | WriterRequest
  | { readonly kind: 'cancel'; readonly id: number }
  | { readonly kind: 'close' };

/** What the writer sends back. `damaged` is what its check in the background has found. */
export type FromWriter =
  | { readonly kind: 'refused'; readonly error: LibraryFailure }
  | { readonly kind: 'done'; readonly id: number; readonly outcome: Outcome<unknown> }
  | { readonly kind: 'damaged'; readonly detail: string }
  | { readonly kind: 'closed' };

import { z } from 'zod';
import { chosenRecord } from './query.ts';

/** Arguments of `picture`: which column of which row. */
export const pictureArguments = chosenRecord.extend({
  column: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,199}$/),
});

/** A picture of a row as the local copy has it. */
export type Picture =
  | {
      readonly status: 'here';
      /** Media type: PNG, JPEG, GIF or WebP. */
      readonly kind: string;
      /** In bytes. */
      readonly size: number;
      /** All of it as a `data:` URL (RFC 2397), which is the one kind of image that the page may show besides its own. */
      readonly address: string;
    }
  /** The row has none. */
  | { readonly status: 'none' }
  /** Left out, because it is larger than what is kept; `size` is 0 where it is not known. */
  | { readonly status: 'tooLarge'; readonly size: number }
  /** Left out, because it is no picture that a window shows. */
  | { readonly status: 'unreadable'; readonly size: number };

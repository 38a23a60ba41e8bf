import { z } from 'zod';
import { name } from './shapes.ts';

/** The key of a row. */
export const rowId = z.string().min(1).max(200);

/** A picture as it is kept. */
export const picture = z.object({
  state: z.enum(['here', 'none', 'tooLarge', 'unreadable']),
  kind: z.string().max(100).nullable(),
  size: z.int().nonnegative(),
  base64: z.string().nullable(),
});

/** Pictures with the rows that they belong to. */
export const placedPictures = z
  .array(z.strictObject({ ...picture.shape, id: rowId, column: name }))
  .max(100)
  .readonly();

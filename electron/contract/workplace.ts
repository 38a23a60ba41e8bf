import { z } from 'zod';
import { workplaceSets } from './workplace-sets.ts';

const chosen = z.strictObject({ id: z.guid(), text: z.string().max(500) });

/** What the person of one account works in, with the words that it was chosen by. What they have not told is missing. */
export const workplaceSchema = z.partialRecord(z.enum(workplaceSets), chosen);

/** What the person of one account works in. */
export type Workplace = z.infer<typeof workplaceSchema>;

/** Arguments of `workplace`. */
export const workplaceArguments = z.strictObject({ accountKey: z.string().max(64) });

/** Arguments of `changeWorkplace`: which record of the set somebody works in; null forgets it. */
export const changeWorkplaceArguments = workplaceArguments.extend({
  set: z.enum(workplaceSets),
  record: chosen.nullable(),
});

import { z } from 'zod';
import { chosenRecord } from './query.ts';
import { navigatorContent } from './workspace.ts';

/** The scheme of links to records and rows, which the system opens with this app. */
export const linkScheme = 'erpnet-navigator';

/** The longest link that is made or read, in characters; some systems hand on no longer ones. */
export const longestLink = 8_000;

/** A place in an instance that a link leads to. */
export const linkedPlace = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('record'), ...chosenRecord.shape }),
  z.strictObject({
    kind: z.literal('rows'),
    set: chosenRecord.shape.set,
    /** What the navigator shows; null for all that the set opens with. */
    content: navigatorContent.nullable(),
  }),
]);

/** A place in an instance that a link leads to. */
export type LinkedPlace = z.infer<typeof linkedPlace>;

/** A link that was opened and has led nowhere yet: as much of it as is asked about. */
export interface WaitingLink {
  /** The instance; nothing was sent there because of the link. */
  readonly host: string;
}

/** Arguments of `takeLink`. */
export const takeLinkArguments = z.strictObject({ host: z.string().min(1).max(300) });

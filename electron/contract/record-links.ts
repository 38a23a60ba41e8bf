import { z } from 'zod';

/** The scheme of links to records, which the system opens with this app. */
export const recordScheme = 'erpnet-navigator';

/** Arguments of `takeRecordLink`. */
export const takeRecordLinkArguments = z.strictObject({ host: z.string().min(1).max(300) });

/** A record that somebody has opened a link to. */
export interface LinkedRecord {
  readonly set: string;
  readonly id: string;
}

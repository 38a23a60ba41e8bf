import { join } from 'node:path';

/** The files of one account's local copy. */
export interface AccountFiles {
  readonly folder: string;
  /** What the user had open: small, precious, backed up. */
  readonly state: string;
  /** Rows, results, models: large, and can always be fetched again. */
  readonly cache: string;
  readonly keyCheck: string;
}

/** @param folder absolute path, of this account alone */
export function accountFiles(folder: string): AccountFiles {
  return {
    folder,
    state: join(folder, 'state.db'),
    cache: join(folder, 'cache.db'),
    keyCheck: join(folder, 'key-check'),
  };
}

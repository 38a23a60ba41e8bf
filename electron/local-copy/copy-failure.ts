import type { Failure } from '../contract/failure.ts';
import type { LibraryFailure } from '../library/outcome.ts';

/** The detail of a library that may not be read, because the last contact with the instance is too long ago. */
export const lockedDetail = 'locked';

/** What the local copy could not do, as the window is told. */
export function copyFailure({ code, detail }: LibraryFailure): Failure {
  if (code === 'cancelled') return { code };
  if (code === 'closed' && detail === lockedDetail) return { code: 'copyLocked' };
  if (code === 'diskFull') return { code: 'storageFailed', detail: code };
  if (code === 'unknownSet') return { code: 'notKept' };
  return { code: 'copyUnavailable', detail: detail === undefined ? code : `${code} ${detail}` };
}

import { z } from 'zod';
import type { FailureCode } from '../contract/failure.ts';
import { networkErrorName, networkFailureCode } from '../network/network-error.ts';

/** What the server sent is not what the holder of the key has signed. */
export class UpdateNotTrusted extends Error {
  override readonly name = 'UpdateNotTrusted';
}

/** electron-updater's own errors; `HTTP_ERROR_404` for what a server answers. */
const known = z.object({ code: z.string() });

/**
 * Why looking for an update, or getting it, has failed.
 * @returns `updateNotTrusted` for a wrong signature, hash or certificate, `serverError` for an answer that is none,
 *   `storageFailed` when it can't be written, and the codes of {@link networkFailureCode}
 */
export function updateFailure(error: unknown): FailureCode {
  if (error instanceof UpdateNotTrusted) return 'updateNotTrusted';
  const { code = '' } = known.safeParse(error).data ?? {};
  if (/^ERR_(CHECKSUM_MISMATCH|UPDATER_INVALID_SIGNATURE)$/.test(code)) return 'updateNotTrusted';
  if (/^(HTTP_ERROR_|ERR_UPDATER_)/.test(code)) return 'serverError';
  if (/^(ENOSPC|EDQUOT|EROFS|EACCES|EPERM|EIO)$/.test(code)) return 'storageFailed';
  const name = networkErrorName(error);
  return name === null ? 'serverError' : networkFailureCode(name);
}

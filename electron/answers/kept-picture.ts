import type { Picture } from '../contract/pictures.ts';
import { failure, type Result, success } from '../contract/result.ts';
import type { Library } from '../library/library.ts';
import { copyFailure } from '../local-copy/copy-failure.ts';

/**
 * Answers with the picture of a row that is kept. The instance is not asked: pictures are fetched only for somebody who keeps
 * them. Failures: `notKept` when it was never fetched, and those of {@link copyFailure}.
 */
export async function keptPicture(
  askLibrary: Library['ask'],
  place: { readonly set: string; readonly id: string; readonly column: string },
): Promise<Result<Picture>> {
  const answer = await askLibrary('readPicture', place);
  if (!answer.ok) return failure(copyFailure(answer.error));
  if (answer.value === null) return failure({ code: 'notKept' });
  const { state, kind, size, base64 } = answer.value;
  if (state === 'none') return success({ status: 'none' });
  if (state === 'tooLarge' || state === 'unreadable') return success({ status: state, size });
  if (kind === null || base64 === null) return failure({ code: 'notKept' });
  return success({ status: 'here', kind, size, address: `data:${kind};base64,${base64}` });
}

import { failure, type Result, success } from '../contract/result.ts';
import type { TakeText } from '../instance/http.ts';
import type { Library } from '../library/library.ts';
import { modelPartLength } from '../library/process/operations.ts';
import { copyFailure } from '../local-copy/copy-failure.ts';

/** What is compiled. */
export interface CompiledModel {
  readonly language: string;
  /** Of the instance. */
  readonly version: string;
  /** When it was asked for, in milliseconds since 1970. */
  readonly receivedAt: number;
  /** Names that sets had before, by what they are called now. */
  readonly oldNames: Readonly<Record<string, readonly string[]>>;
}

/**
 * Passes the text of a detailed model on to the local copy, which makes kept sets and an index of names of it, in messages that
 * hold nobody up.
 *
 * Besides the failures of the stream: `answerNotUnderstood` when the text is no model, and those of the local copy.
 * @param stream gets the text
 */
export async function compileModel(
  askLibrary: Library['ask'],
  model: CompiledModel,
  stream: (take: TakeText) => Promise<Result<null>>,
): Promise<Result<null>> {
  let part = 0;
  let waiting = '';

  async function send(text: string, isLast: boolean): Promise<Result<null>> {
    const oldNames = part === 0 ? model.oldNames : {};
    const sent = await askLibrary('compileModel', { ...model, oldNames, part, text, isLast });
    part += 1;
    if (sent.ok) return success(null);
    return sent.error.code === 'badRequest'
      ? failure({ code: 'answerNotUnderstood', detail: 'model' })
      : failure(copyFailure(sent.error));
  }

  const streamed = await stream(async (text) => {
    waiting += text;
    while (waiting.length > modelPartLength) {
      const sent = await send(waiting.slice(0, modelPartLength), false);
      if (!sent.ok) return sent;
      waiting = waiting.slice(modelPartLength);
    }
    return success(null);
  });
  return streamed.ok ? send(waiting, true) : streamed;
}

/** Says that an answer was longer than the reader wants to hold. */
export class AnswerTooLargeError extends Error {
  override name = 'AnswerTooLargeError';
}

/** Says that an answer began, and then its body failed; the cause tells how. */
export class AnswerCutError extends Error {
  override name = 'AnswerCutError';
}

/**
 * The same response with a body that fails with {@link AnswerTooLargeError} after `maxBytes` bytes (counted after
 * decompression) and with {@link AnswerCutError} when the connection breaks; in both cases the connection is ended.
 * axios's own `maxContentLength` rejects, but leaves the socket open, and it can't tell a cut body from a lost host.
 */
export function guardBody(response: Response, maxBytes: number): Response {
  if (response.body === null) return response;
  const reader: ReadableStreamDefaultReader<Uint8Array> = response.body.getReader();
  let received = 0;

  async function fail(controller: ReadableStreamDefaultController, error: Error): Promise<void> {
    controller.error(error);
    await reader.cancel(error).catch(() => undefined);
  }

  const guarded = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (done) return controller.close();
        received += value.byteLength;
        if (received > maxBytes) await fail(controller, new AnswerTooLargeError());
        else controller.enqueue(value);
      } catch (cause) {
        await fail(controller, new AnswerCutError('The body ended early', { cause }));
      }
    },
    cancel: (reason) => reader.cancel(reason),
  });
  const { status, statusText, headers } = response;
  return new Response(guarded, { status, statusText, headers });
}

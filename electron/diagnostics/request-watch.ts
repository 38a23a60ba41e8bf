import type { RequestRecord } from '../contract/diagnostics.ts';
import type { Fetch } from '../instance/http.ts';
import { networkErrorName } from '../network/network-error.ts';
import { requestPath } from './request-path.ts';

/** A request that has ended. */
export type WatchedRequest = Omit<RequestRecord, 'id' | 'source'>;

/** What requests are watched with. */
export interface RequestWatch {
  readonly clock: { now(): number };
  /** Told once a request has ended: its last byte came, it failed, or nobody wants it any more. */
  readonly onRequest: (request: WatchedRequest) => void;
}

/**
 * The same `fetch`, of which each request is told, and nothing of what it sends or brings. Everything that goes to the network
 * goes through here, so nothing is asked that is not in the list.
 */
export function watchRequests(fetch: Fetch, { clock, onRequest }: RequestWatch): Fetch {
  return async (input, init) => {
    const at = clock.now();
    const isRequest = input instanceof Request;
    const method = (init?.method ?? (isRequest ? input.method : 'GET')).toUpperCase();
    const path = requestPath(isRequest ? input.url : String(input));
    const end = (status: number | null, bytes: number, error: string | null): void =>
      onRequest({ at, method, path, status, error, ms: Math.max(0, clock.now() - at), bytes });
    try {
      const response = await fetch(input, init);
      return countBody(response, (bytes, error) => end(response.status, bytes, error));
    } catch (error) {
      end(null, 0, networkErrorName(error) ?? 'NO_ANSWER');
      throw error;
    }
  };
}

/** @param onEnd called once with the bytes that came */
function countBody(
  response: Response,
  onEnd: (bytes: number, error: string | null) => void,
): Response {
  if (response.body === null) {
    onEnd(0, null);
    return response;
  }
  const reader: ReadableStreamDefaultReader<Uint8Array> = response.body.getReader();
  let bytes = 0;
  const counted = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (done) {
          onEnd(bytes, null);
          return controller.close();
        }
        bytes += value.byteLength;
        controller.enqueue(value);
      } catch (error) {
        onEnd(bytes, networkErrorName(error) ?? 'BROKEN_OFF');
        controller.error(error);
      }
    },
    async cancel(reason) {
      onEnd(bytes, 'NOT_WANTED');
      await reader.cancel(reason);
    },
  });
  const { status, statusText, headers } = response;
  return new Response(counted, { status, statusText, headers });
}

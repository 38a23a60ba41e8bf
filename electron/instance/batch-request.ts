import type { HttpBody } from './http.ts';

/** Stands between the parts. No line of a part begins with dashes, so it can't be taken for one. */
const boundary = 'batch_of_reads';

/** Has the instance go on with the other parts after one that fails; without it, it must stop there. */
export const goOnAfterErrors = 'odata.continue-on-error';

/**
 * Writes reads as the body of one `$batch` request. Each has its place, from 1 on, as `Content-ID`, which the answer may repeat.
 * @param addresses relative to the OData service root and percent-encoded
 * @see ERP.net docs, domain-api/data-manipulation/batch.md; OData 4.01 part 1, section 11.7.7.1
 */
export function batchRequest(addresses: readonly string[]): HttpBody {
  const parts = addresses.map((address, index) => [
    ...[`--${boundary}`, 'Content-Type: application/http', 'Content-Transfer-Encoding: binary'],
    ...[`Content-ID: ${index + 1}`, ''],
    ...[`GET ${address} HTTP/1.1`, 'Accept: application/json', '', ''],
  ]);
  const lines = [...parts.flat(), `--${boundary}--`, ''];
  return { type: `multipart/mixed; boundary=${boundary}`, text: lines.join('\r\n') };
}

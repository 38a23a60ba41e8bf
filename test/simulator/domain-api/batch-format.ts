import { randomUUID } from 'node:crypto';
import { DomainApiError } from './domain-api-error.ts';

/** One request inside a batch. */
export interface BatchedRequest {
  readonly contentId: string | undefined;
  readonly method: string;
  /** Absolute, or relative to the OData service root. */
  readonly address: string;
}

/** What one request inside a batch is answered with. */
export interface BatchedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** More than .NET's own reader takes of them. */
const mostParts = 100;
/** OData 4.01 part 1, section 11.7.7.1. */
const forbiddenHeaders = /^(authorization|expect|from|max-forwards|range|te):/i;

function wrong(what: string): DomainApiError {
  return new DomainApiError('wrongBatch', what);
}

/** What stands between the parts of a multipart body, by its `Content-Type`. */
function boundaryOf(contentType = ''): string {
  const [, quoted, plain] =
    /^multipart\/mixed\s*;.*?boundary=(?:"([^"]+)"|([^\s;"]+))/i.exec(contentType) ?? [];
  const boundary = quoted ?? plain;
  if (boundary === undefined) throw wrong(`Content-Type: ${contentType}`);
  return boundary;
}

/**
 * Reads the body of a batch request. Writing, which would be a part with parts, is not simulated.
 * @throws DomainApiError `wrongBatch`
 * @see ErpNetDocs dev, domain-api/data-manipulation/batch.md
 */
export function readBatch(contentType: string | undefined, body: string): BatchedRequest[] {
  const boundary = boundaryOf(contentType);
  const parts: string[][] = [];
  for (const line of body.split(/\r?\n/)) {
    const mark = line.trimEnd();
    if (mark === `--${boundary}--`) {
      if (parts.length === 0 || parts.length > mostParts) throw wrong(`${parts.length} parts`);
      return parts.map(readPart);
    }
    if (mark === `--${boundary}`) parts.push([]);
    else parts.at(-1)?.push(line);
  }
  throw wrong('no end');
}

function readPart(lines: readonly string[]): BatchedRequest {
  const end = lines.indexOf('');
  const head = new Map(
    lines.slice(0, Math.max(end, 0)).map((line) => {
      const [name = '', ...value] = line.split(':');
      return [name.trim().toLowerCase(), value.join(':').trim()];
    }),
  );
  if (head.get('content-type') !== 'application/http') throw wrong('a part that is no request');
  if (head.get('content-transfer-encoding') !== 'binary') throw wrong('a part that is not binary');
  const [requestLine = '', ...headers] = lines.slice(end + 1);
  const [, method, address] = /^([A-Z]+) ([!-~]+) HTTP\/1\.1$/.exec(requestLine) ?? [];
  if (method === undefined || address === undefined) throw wrong(requestLine);
  const forbidden = headers.find((line) => forbiddenHeaders.test(line));
  if (forbidden !== undefined) throw wrong(forbidden.split(':', 1).join());
  return { contentId: head.get('content-id'), method, address };
}

/** Writes the answer to a batch, as the documentation's example has it. */
export function writeBatchAnswer(
  answers: readonly { readonly contentId: string | undefined; readonly answer: BatchedAnswer }[],
): { readonly contentType: string; readonly body: string } {
  const boundary = `batchresponse_${randomUUID()}`;
  const parts = answers.map(({ contentId, answer: { status, headers, body } }) => [
    ...[`--${boundary}`, 'Content-Type: application/http', 'Content-Transfer-Encoding: binary'],
    ...(contentId === undefined ? [] : [`Content-ID: ${contentId}`]),
    '',
    `HTTP/1.1 ${status} ${status < 400 ? 'OK' : 'Error'}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...['', body],
  ]);
  const lines = [...parts.flat(), `--${boundary}--`, ''];
  return { contentType: `multipart/mixed; boundary=${boundary}`, body: lines.join('\r\n') };
}

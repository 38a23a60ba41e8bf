import type { HttpAnswer } from './http.ts';
import { mediaType } from './media-type.ts';

/** Header lines by their names in lower case, and what comes after the empty line. */
interface Message {
  readonly start: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly rest: string;
}

/**
 * Reads the answer to a `$batch` request of reads: one answer for each of them, in their order. There are fewer only where the
 * instance stopped at an error, which is then the last one.
 *
 * It is read strictly: a body that ends before its end, a part that is none, one in another's place, or one too many, and
 * nothing of it counts.
 * @param asked how many reads the request had
 * @returns null for anything but such an answer
 * @see ERP.net docs, domain-api/data-manipulation/batch.md; OData 4.01 part 1, section 11.7.7.6; RFC 2046 section 5.1.1
 */
export function batchAnswer(answer: HttpAnswer, asked: number): readonly HttpAnswer[] | null {
  const { text, boundary, date } = answer;
  if (answer.contentType !== 'multipart/mixed' || boundary === null) return null;
  const parts = bodyParts(text, `--${boundary}`);
  if (parts === null || parts.length > asked) return null;
  const answers: HttpAnswer[] = [];
  for (const [index, part] of parts.entries()) {
    const read = partAnswer(part, String(index + 1), date);
    if (read === null) return null;
    answers.push(read);
  }
  const hasStopped = (answers.at(-1)?.status ?? 0) >= 400;
  return answers.length === asked || hasStopped ? answers : null;
}

/** What stands between the delimiters; null when the last of them is missing. */
function bodyParts(text: string, delimiter: string): readonly string[] | null {
  const parts: string[] = [];
  let from: number | null = null;
  for (let at = text.indexOf(delimiter); at >= 0; at = text.indexOf(delimiter, at + 1)) {
    const ending = endOfDelimiter(text, at, delimiter.length);
    if (ending === null) continue;
    if (from !== null) parts.push(text.slice(from, startOfDelimiter(text, at)));
    if (ending.isLast) return parts;
    from = ending.at;
  }
  return null;
}

/** The line break before a delimiter belongs to it. */
function startOfDelimiter(text: string, at: number): number {
  return text.startsWith('\r\n', at - 2) ? at - 2 : at - 1;
}

/** Where the line of a delimiter ends; null when it is none: it is a line of its own. */
function endOfDelimiter(
  text: string,
  at: number,
  length: number,
): { readonly at: number; readonly isLast: boolean } | null {
  if (at > 0 && text[at - 1] !== '\n') return null;
  const line = /(--)?[ \t]*(?:\r?\n|$)/y;
  line.lastIndex = at + length;
  const found = line.exec(text);
  return found && { at: line.lastIndex, isLast: found[1] !== undefined };
}

function message(text: string): Message | null {
  const end = /\r?\n\r?\n/.exec(text);
  const head = end === null ? text : text.slice(0, end.index);
  const [start = '', ...lines] = head.split(/\r?\n/);
  const headers = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon <= 0) return null;
    headers.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim());
  }
  return { start, headers, rest: end === null ? '' : text.slice(end.index + end[0].length) };
}

/** @param date the time of the whole answer, for what its parts don't say */
function partAnswer(part: string, id: string, date: string | null): HttpAnswer | null {
  // A message without a start line has an empty one.
  const outer = message(`\r\n${part}`);
  if (contentType(outer) !== 'application/http') return null;
  if ((outer?.headers.get('content-id') ?? id) !== id) return null;
  const inner = message(outer?.rest ?? '');
  const [, status] = /^HTTP\/\d(?:\.\d)? (\d{3})(?: |$)/.exec(inner?.start ?? '') ?? [];
  if (inner === null || status === undefined) return null;
  const text = wholeBody(inner);
  if (text === null) return null;
  return {
    ...{ status: Number(status), text, boundary: null },
    contentType: contentType(inner),
    retryAfter: inner.headers.get('retry-after') ?? null,
    date: inner.headers.get('date') ?? date,
  };
}

function contentType(of: Message | null): string {
  return mediaType(of?.headers.get('content-type')).contentType;
}

/** Line breaks may follow a body whose length is told; null when it is shorter than that. */
function wholeBody({ headers, rest }: Message): string | null {
  const told = headers.get('content-length');
  if (told === undefined) return rest;
  const surplus = Buffer.byteLength(rest) - Number(told);
  if (surplus === 0) return rest;
  const isPadded = surplus > 0 && /^[\r\n]+$/.test(rest.slice(-surplus));
  return isPadded ? rest.slice(0, -surplus) : null;
}

import { z } from 'zod';
import type { Failure, FailureCode } from '../contract/failure.ts';
import { retryTime } from '../network/retry-after.ts';
import type { HttpAnswer } from './http.ts';
import { parseLosslessJson } from './lossless-json.ts';

const errorDetails = z.object({
  message: z.string().nullish(),
  code: z.union([z.number(), z.string()]).nullish(),
  type: z.string().nullish(),
});

const wrapped = z.object({ error: errorDetails });

/** What ERP.net says of an error; everything may be missing. `info` may hold a stack trace and is never read. */
type ErrorDetails = z.infer<typeof errorDetails>;

const longestDetail = 500;
/** What the documentation's example answers with when all licence seats are taken. */
const seatWaitMs = 60_000;

function readError({ text }: HttpAnswer): ErrorDetails | null {
  try {
    const value = parseLosslessJson(text);
    const inner = wrapped.safeParse(value);
    if (inner.success) return inner.data.error;
    const outer = errorDetails.safeParse(value);
    return outer.success ? outer.data : null;
  } catch {
    return null;
  }
}

function isHtml({ contentType, text }: HttpAnswer): boolean {
  return contentType === 'text/html' || /^\s*<(!doctype|html)/i.test(text);
}

/** All licence seats are taken: exception and code on current servers, a name on older ones. */
function isSeatError(error: ErrorDetails | null): boolean {
  if (error === null) return false;
  const older = 'MaximumLicenseCountExceeded';
  if ([error.type, error.message, String(error.code)].some((text) => text?.includes(older))) {
    return true;
  }
  return /(^|\.)E1LicenseException$/.test(error.type ?? '') && String(error.code) === '8';
}

interface Case {
  readonly when: (answer: HttpAnswer, error: ErrorDetails | null) => boolean;
  readonly code: FailureCode;
}

const status =
  (...codes: number[]) =>
  (answer: HttpAnswer): boolean =>
    codes.includes(answer.status);

/**
 * What each kind of error answer of the API means; the first match counts. None of them ends a session: after a 401 the
 * token is renewed once, and only what the token endpoint then says counts.
 *
 * What is no error answer is told elsewhere, and complete with this:
 *
 * | What comes                                                   | Failure                            |
 * |--------------------------------------------------------------|------------------------------------|
 * | no network; it went away or changed under way                | `offline`                          |
 * | no address by that name                                      | `hostNotFound`                     |
 * | nobody listens; the connection is dropped, twice             | `hostUnreachable`                  |
 * | a certificate that is not trusted, no TLS                    | `hostNotTrusted`                   |
 * | no complete answer in time, whether the request was sent or not | `timedOut`                      |
 * | a body that breaks off, or JSON that does                    | `answerIncomplete`                 |
 * | a redirect, a page, or anything but JSON: a network’s own sign-in page | `answerNotUnderstood`    |
 *
 * @see networkFailureCode
 */
const cases: readonly Case[] = [
  { when: (_, error) => isSeatError(error), code: 'noLicenceSeat' },
  { when: status(401), code: 'needsSignIn' },
  { when: status(404), code: 'notFound' },
  // A record that is not there, or not for this user, is answered with HTTP 500 like everything else.
  { when: (_, error) => /NotFoundException$/.test(error?.type ?? ''), code: 'notFound' },
  { when: status(429), code: 'tooManyRequests' },
  { when: status(502, 503, 504), code: 'serverUnavailable' },
  // The proxy or the network wants a password of its own; RFC 9110 section 15.5.8, RFC 6585 section 6.
  { when: status(407, 511), code: 'serverUnavailable' },
  // A proxy, a firewall or the web server in front speaks, not ERP.net.
  { when: isHtml, code: 'serverUnavailable' },
  { when: status(403), code: 'noPermission' },
  { when: () => true, code: 'serverError' },
];

/** Failures with which the instance asks for patience, and may say when to come back. */
export const patientCodes: ReadonlySet<FailureCode> = new Set([
  'noLicenceSeat',
  'tooManyRequests',
  'serverUnavailable',
]);

function plainText(text: string): string {
  return text
    .replace(/(?![\n\t])\p{Cc}/gu, '')
    .trim()
    .slice(0, longestDetail);
}

/** The answer without the token: a server that quotes the request in its error would put it before the user's eyes. */
export function withoutToken(answer: HttpAnswer, token: string): HttpAnswer {
  return token === '' ? answer : { ...answer, text: answer.text.replaceAll(token, '…') };
}

/**
 * What an answer with an error status means. ERP.net answers HTTP 500 to bad requests, too; its message is for people
 * and becomes the detail.
 * @param now milliseconds since 1970
 * @see ERP.net docs, domain-api/data-manipulation/error-handling.md
 */
export function errorFailure(answer: HttpAnswer, now: number): Failure {
  const error = readError(answer);
  const code = cases.find(({ when }) => when(answer, error))?.code ?? 'serverError';
  const detail = plainText(error?.message ?? '') || `HTTP ${answer.status}`;
  const told = patientCodes.has(code) ? retryTime(answer, now) : null;
  const retryAt = told ?? (code === 'noLicenceSeat' ? now + seatWaitMs : null);
  return { code, detail, ...(retryAt === null ? {} : { retryAt }) };
}

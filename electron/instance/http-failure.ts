import axios, { AxiosError } from 'axios';
import type { Failure } from '../contract/failure.ts';
import { networkErrorName, networkFailureCode } from '../network/network-error.ts';
import { AnswerCutError, AnswerTooLargeError } from './guarded-body.ts';

/** A redirect is no answer of the instance's. */
export const redirected: Failure = { code: 'answerNotUnderstood', detail: 'redirect' };

/**
 * Whether the connection ended before an answer began: mostly one that was kept open and that the server closed just
 * when it was used again. Reading may safely be tried anew (RFC 9110 section 9.2.2); Chromium does so itself.
 */
export function wasDropped({ code, detail = '' }: Failure): boolean {
  const names =
    /^(ECONNRESET|EPIPE|UND_ERR_SOCKET|ERR_CONNECTION_(RESET|CLOSED)|ERR_EMPTY_RESPONSE)$/;
  return code === 'hostUnreachable' && names.test(detail);
}

function hasCause(error: unknown, is: (cause: Error) => boolean): boolean {
  for (let next = error, depth = 0; next instanceof Error && depth < 8; depth += 1) {
    if (is(next)) return true;
    next = next.cause;
  }
  return false;
}

function isTimeout(error: Error): boolean {
  return error instanceof AxiosError && /^(ECONNABORTED|ETIMEDOUT)$/.test(error.code ?? '');
}

/**
 * What an error of a request means. Only names that are known to be harmless become details: messages may quote headers or
 * addresses.
 */
export function httpFailure(error: unknown): Failure {
  if (hasCause(error, axios.isCancel)) return { code: 'cancelled' };
  if (hasCause(error, (cause) => cause instanceof AnswerTooLargeError)) {
    return { code: 'answerTooLarge' };
  }
  // Electron rejects where Node answers with the 3xx itself.
  if (hasCause(error, (cause) => cause.message === 'Redirect was cancelled')) return redirected;
  if (hasCause(error, isTimeout)) return { code: 'timedOut' };
  const name = networkErrorName(error);
  const detail = name === null ? {} : { detail: name };
  const code = name === null ? 'hostUnreachable' : networkFailureCode(name);
  const cut = hasCause(error, (cause) => cause instanceof AnswerCutError);
  if (cut && code !== 'offline') return { code: 'answerIncomplete', ...detail };
  return { code, ...detail };
}

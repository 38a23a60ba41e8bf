import type { FailureCode } from '../contract/failure.ts';

/**
 * What went wrong below HTTP, by the name of the error: Chromium's (`net::ERR_…`, the error's message is all that
 * Electron gives) or Node's (`code` on the error or its cause). The first match counts.
 * @see chromium, net/base/net_error_list.h
 */
const codesByName: readonly (readonly [RegExp, FailureCode])[] = [
  [/^ERR_(INTERNET_DISCONNECTED|NETWORK_CHANGED|NETWORK_IO_SUSPENDED)$/, 'offline'],
  [/^(ERR_NAME_|ERR_DNS_|ERR_ICANN_|ENOTFOUND$|EAI_)/, 'hostNotFound'],
  [/^(ERR_CERT|ERR_SSL_|ERR_TLS_|ERR_BAD_SSL_|EPROTO$|CERT_|UNABLE_TO_)/, 'hostNotTrusted'],
  [/(^|_)SELF_SIGNED_CERT/, 'hostNotTrusted'],
  [/^(ERR_TIMED_OUT|UND_ERR_HEADERS_TIMEOUT|UND_ERR_BODY_TIMEOUT)$/, 'timedOut'],
];

const chromiumName = /^net::(ERR_[A-Z0-9_]+)/;
const errorName = /^[A-Z][A-Z0-9_]+$/;

function causesOf(error: unknown): Error[] {
  const causes: Error[] = [];
  for (let next = error; next instanceof Error && causes.length < 8; ) {
    causes.push(next);
    next = next instanceof AggregateError ? next.errors[0] : next.cause;
  }
  return causes;
}

/**
 * The name that the network stack gave an error, for example `ERR_NAME_NOT_RESOLVED` or `ECONNREFUSED`; null when it
 * has none. Names only: an error's message may quote a header, and so a token.
 */
export function networkErrorName(error: unknown): string | null {
  for (const cause of causesOf(error).reverse()) {
    const chromium = chromiumName.exec(cause.message)?.[1];
    if (chromium !== undefined) return chromium;
    const code = 'code' in cause ? cause.code : undefined;
    if (typeof code === 'string' && errorName.test(code)) return code;
  }
  return null;
}

/** The failure behind a network error's name; whatever is not known otherwise means that the host did not answer. */
export function networkFailureCode(name: string): FailureCode {
  return codesByName.find(([pattern]) => pattern.test(name))?.[1] ?? 'hostUnreachable';
}

import type { FailureCode } from '../contract/failure.ts';

const untrusted = /CERT_|_SSL_|_TLS_|EPROTO|SELF_SIGNED|UNABLE_TO_/;
const timeOut = /TIMED_?OUT|TIMEOUT/;

/**
 * What it means that `fetch` rejected, by the names that Chromium (in the message, `net::ERR_…`) and Node (in `code`)
 * give. Everything that is neither a certificate nor a time-out means that the site can't be reached, a redirect that
 * Electron refuses included: token endpoints do not redirect, sign-in pages of hotel networks do.
 * @see chromium, net/base/net_error_list.h
 */
export function networkFailureCode(error: unknown): FailureCode {
  const names = namesOf(error);
  if (untrusted.test(names)) return 'hostNotTrusted';
  if (timeOut.test(names)) return 'timedOut';
  return 'offline';
}

function namesOf(error: unknown): string {
  const names: string[] = [];
  for (let next = error; next instanceof Error && names.length < 8; ) {
    names.push('code' in next ? String(next.code) : (/net::\w+/.exec(next.message)?.[0] ?? ''));
    next = next instanceof AggregateError ? next.errors[0] : next.cause;
  }
  return names.join(' ');
}

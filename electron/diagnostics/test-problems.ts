import type { TestProblem } from '../contract/diagnostics.ts';
import type { Failure, FailureCode } from '../contract/failure.ts';

/** What the network stack's own names mean for somebody who looks after it; the first match counts. */
const byName: readonly (readonly [RegExp, TestProblem])[] = [
  [/CERT_DATE|CERT_HAS_EXPIRED|CERT_NOT_YET_VALID/, 'certificateExpired'],
  [/CERT_COMMON_NAME|ALTNAME/, 'certificateWrongName'],
  [/CERT_REVOKED/, 'certificateRevoked'],
  [/CLIENT_AUTH/, 'clientCertificate'],
  [/CERT_AUTHORITY|SELF_SIGNED|UNABLE_TO_/, 'certificateNotTrusted'],
  [/PROXY_AUTH|INVALID_AUTH_CREDENTIALS/, 'proxySignIn'],
  [/PROXY|TUNNEL|ERR_PAC_/, 'proxyRefused'],
  [/REFUSED/, 'connectionRefused'],
];

/** What a failure below HTTP means in any step. */
const below: Partial<Readonly<Record<FailureCode, TestProblem>>> = {
  offline: 'offline',
  hostNotFound: 'nameNotFound',
  hostUnreachable: 'connectionFailed',
  hostNotTrusted: 'tlsFailed',
  timedOut: 'notAnswered',
  serverUnavailable: 'serverUnavailable',
  tooManyRequests: 'tooManyRequests',
  noLicenceSeat: 'noLicenceSeat',
  needsSignIn: 'accessRefused',
  serverError: 'serverError',
};

/** What a failure means where it means something of its own. */
export type OwnMeanings = Partial<Readonly<Record<FailureCode, TestProblem>>>;

/** What a failure means for somebody who looks after the network or the instance. */
export function problemOf({ code, detail = '' }: Failure, own: OwnMeanings = {}): TestProblem {
  const named = /^[A-Z][A-Z0-9_]+$/.test(detail)
    ? byName.find(([pattern]) => pattern.test(detail))?.[1]
    : undefined;
  return named ?? own[code] ?? below[code] ?? 'answerNotUnderstood';
}

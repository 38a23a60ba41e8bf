import {
  AuthorizationResponseError,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from 'openid-client';
import { z } from 'zod';
import type { Failure, FailureCode } from '../contract/failure.ts';
import { retryTime } from '../network/retry-after.ts';
import { findRequestFailure, type IdentityProvider } from './identity-provider.ts';
import { serverWords } from './server-words.ts';

/**
 * What an OAuth error means for a sign-in, at the authorization endpoint and at the token endpoint; any other is
 * `signInRejected`.
 * @see RFC 6749 sections 4.1.2.1 and 5.2; ERP.net docs, auth/flows/auth-code/interactive-apps-errors.md
 */
const meanings: ReadonlyMap<string, FailureCode> = new Map([
  ['access_denied', 'signInDenied'],
  ['invalid_client', 'appNotRegistered'],
  ['unauthorized_client', 'appNotRegistered'],
  ['invalid_scope', 'scopeNotAllowed'],
  ['server_error', 'serverUnavailable'],
  ['temporarily_unavailable', 'serverUnavailable'],
]);

const errorAnswer = z.object({ error: z.string(), error_description: z.string().optional() });

/** An answer of the identity site that brought no tokens; `error` is missing when it is no OAuth error. */
interface Answer {
  readonly response: Response;
  readonly error?: string;
  readonly error_description?: string | undefined;
}

/**
 * Says why a sign-in failed at the identity site, out of what openid-client threw.
 *
 * The authorization endpoint knew the app, or there would be no code to exchange. So an app that the token endpoint
 * refuses as `invalid_client` has shown a wrong secret, or none where one is registered. An answer that is no OAuth
 * error comes from somebody in between, or from a server in trouble:
 *
 * | Answer                                         | Failure             |
 * |------------------------------------------------|---------------------|
 * | 3xx: a network's own sign-in page              | `offline`           |
 * | 429                                            | `tooManyRequests`   |
 * | any other 4xx, 5xx; HTML where JSON should be  | `serverUnavailable` |
 * | tokens that do not check, JSON that is neither | `signInRejected`    |
 *
 * @param now this computer's wall clock, milliseconds since 1970.
 */
export async function signInFailure(
  error: unknown,
  { hasSecret }: Pick<IdentityProvider, 'hasSecret'>,
  now: number,
): Promise<Failure> {
  const request = findRequestFailure(error);
  if (request !== null) return request;
  if (error instanceof AuthorizationResponseError)
    return refusal(error.error, error.error_description);
  const answer = await answerBehind(error);
  if (answer === null) return { code: 'signInRejected' };
  if (answer.error === undefined) return unexpected(answer.response, now);
  const failed = refusal(answer.error, answer.error_description);
  const notBelieved = hasSecret ? 'clientSecretRefused' : 'clientSecretNeeded';
  return answer.error === 'invalid_client' ? { ...failed, code: notBelieved } : failed;
}

async function answerBehind(error: unknown): Promise<Answer | null> {
  if (error instanceof ResponseBodyError) {
    const { response, error: said, error_description } = error;
    return { response, error: said, error_description };
  }
  // openid-client leaves the body of an answer with a challenge unread.
  if (error instanceof WWWAuthenticateChallengeError) {
    const { response } = error;
    const body: unknown = await response.json().catch(() => undefined);
    return { response, ...errorAnswer.safeParse(body).data };
  }
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Response ? { response: cause } : null;
}

function refusal(error: string, description: string | undefined): Failure {
  const code = meanings.get(error) ?? 'signInRejected';
  const detail = serverWords(description) ?? serverWords(error);
  return detail === undefined ? { code } : { code, detail };
}

function unexpected({ status, headers }: Response, now: number): Failure {
  const detail = `HTTP ${status}`;
  if (status >= 300 && status < 400) return { code: 'offline', detail };
  const code = status === 429 ? 'tooManyRequests' : 'serverUnavailable';
  const [retryAfter, date] = [headers.get('retry-after'), headers.get('date')];
  const retryAt = retryTime({ retryAfter, date }, now);
  return retryAt === null ? { code, detail } : { code, detail, retryAt };
}

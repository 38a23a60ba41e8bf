import {
  AuthorizationResponseError,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from 'openid-client';
import type { Failure, FailureCode } from '../contract/failure.ts';
import { findRequestFailure, type IdentityProvider } from './identity-provider.ts';
import { serverWords } from './server-words.ts';

/**
 * What an OAuth error means for a sign-in, at the authorization endpoint and at the token endpoint.
 * @see RFC 6749 sections 4.1.2.1 and 5.2; ERP.net docs, auth/flows/auth-code/interactive-apps-errors.md
 */
const codesByError: Readonly<Record<string, FailureCode>> = {
  access_denied: 'signInDenied',
  invalid_client: 'appNotRegistered',
  unauthorized_client: 'appNotRegistered',
  invalid_scope: 'scopeNotAllowed',
  server_error: 'serverUnavailable',
  temporarily_unavailable: 'serverUnavailable',
};

/**
 * Says why a sign-in failed at the identity site, out of what openid-client threw.
 *
 * The authorization endpoint knew the app, or there would be no code to exchange. So an app that the token endpoint
 * does not take for the one it claims to be (RFC 6749 section 5.2: `invalid_client`, or a 401 with a challenge) has
 * shown a wrong secret, or none where one is registered.
 */
export function signInFailure(
  error: unknown,
  { hasSecret }: Pick<IdentityProvider, 'hasSecret'>,
): Failure {
  const request = findRequestFailure(error);
  if (request !== null) return request;
  const notBelieved = hasSecret ? 'clientSecretRefused' : 'clientSecretNeeded';
  if (error instanceof AuthorizationResponseError || error instanceof ResponseBodyError) {
    const isNotBelieved = error instanceof ResponseBodyError && error.error === 'invalid_client';
    const code = isNotBelieved ? notBelieved : (codesByError[error.error] ?? 'signInRejected');
    const detail = serverWords(error.error_description) ?? serverWords(error.error);
    return detail === undefined ? { code } : { code, detail };
  }
  if (error instanceof WWWAuthenticateChallengeError) return { code: notBelieved };
  const answer = error instanceof Error ? error.cause : undefined;
  if (answer instanceof Response && answer.status >= 500) return { code: 'serverUnavailable' };
  return { code: 'signInRejected' };
}

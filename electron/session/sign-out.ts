import { buildEndSessionUrl, tokenRevocation } from 'openid-client';
import type { Language } from '../contract/languages.ts';
import { failure, type Result, success } from '../contract/result.ts';
import { findRequestFailure, type IdentityProvider } from './identity-provider.ts';
import { openLoopbackServer } from './loopback-server.ts';
import { resultPage } from './result-page.ts';

/**
 * Revokes a refresh token where discovery offers that.
 *
 * @returns success also when it is not offered, or the server will not: nothing more can be done then, and the token dies
 *   of age. A failure when nobody answered: those of discovery, `offline`, `timedOut`, `answerIncomplete`.
 * @see RFC 7009
 */
export async function revoke(
  provider: IdentityProvider,
  refreshToken: string | null,
): Promise<Result<null>> {
  const discovered = await provider.configuration();
  if (!discovered.ok) return discovered;
  const isOffered = discovered.value.serverMetadata().revocation_endpoint !== undefined;
  if (!isOffered || refreshToken === null) return success(null);
  try {
    await tokenRevocation(discovered.value, refreshToken, { token_type_hint: 'refresh_token' });
    return success(null);
  } catch (error) {
    const unanswered = findRequestFailure(error);
    return unanswered === null ? success(null) : failure(unanswered);
  }
}

/** What ending a session in the browser needs. */
export interface EndSession {
  readonly provider: IdentityProvider;
  readonly idToken: string;
  readonly redirectPorts: readonly number[];
  readonly language: Language;
  readonly openBrowser: (url: string) => Promise<void>;
  /** Ends the wait for the browser's way back. */
  readonly signal: AbortSignal;
}

/**
 * Opens the end session page of the identity site in the browser, which frees the licence seat as well.
 *
 * @returns success also where there is no such page. Failures: those of discovery, `browserNotOpened`.
 * @see OpenID Connect RP-Initiated Logout 1.0; ERP.net docs, auth/sessions/session-revocation.md
 */
export async function endSession(options: EndSession): Promise<Result<null>> {
  const { provider, idToken, openBrowser } = options;
  const discovered = await provider.configuration();
  if (!discovered.ok) return discovered;
  const configuration = discovered.value;
  if (!URL.canParse(configuration.serverMetadata().end_session_endpoint ?? '')) {
    return success(null);
  }
  const returnTo = await openSignedOutPage(options);
  const url = buildEndSessionUrl(configuration, {
    id_token_hint: idToken,
    ...(returnTo === null ? {} : { post_logout_redirect_uri: returnTo }),
  });
  return openBrowser(url.href).then(
    () => success(null),
    () => failure({ code: 'browserNotOpened' }),
  );
}

/** How long the browser has to come back, in milliseconds. */
const returnLimit = 60_000;

/**
 * Serves the page that the identity site sends the browser back to, once.
 * @returns its address; null when no port is free, which leaves the person at the identity site's own page.
 */
async function openSignedOutPage({
  redirectPorts,
  language,
  signal,
}: EndSession): Promise<string | null> {
  const shown = Promise.withResolvers<void>();
  const server = await openLoopbackServer(redirectPorts, '/signed-out', async (_, respond) => {
    await respond(resultPage(language, 'signedOut'));
    shown.resolve();
  });
  if (server === null) return null;
  const limit = AbortSignal.any([signal, AbortSignal.timeout(returnLimit)]);
  if (limit.aborted) shown.resolve();
  limit.addEventListener('abort', () => shown.resolve(), { once: true });
  void shown.promise.then(() => server.close());
  return `${server.origin}/signed-out`;
}

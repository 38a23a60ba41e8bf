import { buildEndSessionUrl, type Configuration, tokenRevocation } from 'openid-client';
import type { IdentityProvider } from './identity-provider.ts';
import { openLoopbackServer } from './loopback-server.ts';
import { type PageLanguage, resultPage } from './result-page.ts';

/** What ending a session at the identity site needs. */
export interface RemoteSignOut {
  readonly provider: IdentityProvider;
  readonly refreshToken: string | null;
  readonly idToken: string;
  readonly redirectPorts: readonly number[];
  readonly language: PageLanguage;
  readonly openBrowser: (url: string) => Promise<void>;
  /** Ends the wait for the browser's way back. */
  readonly signal: AbortSignal;
}

/**
 * Ends a session at the identity site: revokes the refresh token where discovery offers that (RFC 7009) and opens the
 * end session page in the browser, which frees the licence seat. What can't be done, offline for one, is left out:
 * the session on this computer is gone already.
 *
 * @see OpenID Connect RP-Initiated Logout 1.0; ERP.net docs, auth/sessions/session-revocation.md
 */
export async function signOutRemotely(options: RemoteSignOut): Promise<void> {
  const { provider, refreshToken, idToken, openBrowser } = options;
  const discovered = await provider.configuration();
  if (!discovered.ok) return;
  const configuration = discovered.value;
  if (refreshToken !== null) await revoke(configuration, refreshToken);
  if (!URL.canParse(configuration.serverMetadata().end_session_endpoint ?? '')) return;
  const returnTo = await openSignedOutPage(options);
  const url = buildEndSessionUrl(configuration, {
    id_token_hint: idToken,
    ...(returnTo === null ? {} : { post_logout_redirect_uri: returnTo }),
  });
  await openBrowser(url.href).catch(() => undefined);
}

/** Revokes a refresh token where that is offered. Never rejects: a token that is not revoked dies of age. */
export async function revoke(configuration: Configuration, refreshToken: string): Promise<void> {
  if (configuration.serverMetadata().revocation_endpoint === undefined) return;
  await tokenRevocation(configuration, refreshToken, { token_type_hint: 'refresh_token' }).catch(
    () => undefined,
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
}: RemoteSignOut): Promise<string | null> {
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

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Provider } from 'oidc-provider';
import { readForm } from '../request-body.ts';
import { type SigningKey, verifiedClaims } from './jws.ts';
import { errorPage, sendPage, signedOutPage } from './pages.ts';
import type { TrustedApplications } from './trusted-applications.ts';

export interface EndSessionOptions {
  provider: Provider;
  key: SigningKey;
  applications: TrustedApplications;
  /** Called with each session that ended: the one of the browser and the one the hint names. */
  onEnded: (sessionId: string) => void;
}

/**
 * Answers the end session endpoint (OpenID Connect RP-Initiated Logout 1.0) at once, without the page
 * that oidc-provider would ask for confirmation on: ERP.net shows none (ErpNetDocs dev,
 * auth/sessions/session-revocation.md).
 */
export async function handleEndSession(
  request: IncomingMessage,
  response: ServerResponse,
  options: EndSessionOptions,
): Promise<void> {
  const asked = await parameters(request);
  const logout = judgeLogout(asked, options);
  if ('problem' in logout) {
    sendPage(response, 400, errorPage('invalid_request', logout.problem));
    return;
  }
  const ended = await endBrowserSession(request, response, options.provider);
  for (const sessionId of new Set([ended, logout.hintedSession])) {
    if (sessionId !== undefined) options.onEnded(sessionId);
  }
  if (logout.returnTo === undefined) {
    sendPage(response, 200, signedOutPage());
  } else {
    response.writeHead(303, { location: logout.returnTo, 'cache-control': 'no-store' }).end();
  }
}

async function parameters(request: IncomingMessage): Promise<URLSearchParams> {
  if (request.method === 'POST') return readForm(request);
  return new URL(request.url ?? '/', 'http://localhost').searchParams;
}

function judgeLogout(
  asked: URLSearchParams,
  { key, applications }: EndSessionOptions,
): { problem: string } | { hintedSession?: string; returnTo?: string } {
  const hint = asked.get('id_token_hint');
  if (hint === null) return {};
  const claims = verifiedClaims(hint, key);
  const client = applications.find(typeof claims?.aud === 'string' ? claims.aud : undefined);
  if (!claims || !client) return { problem: 'The id_token_hint is not one of this instance.' };
  const hinted = typeof claims.sid === 'string' ? { hintedSession: claims.sid } : {};
  const returnTo = asked.get('post_logout_redirect_uri');
  if (returnTo === null) return hinted;
  if (!applications.allowsPostLogoutRedirect(client, returnTo)) {
    return { problem: 'The address to return to is not registered for this application.' };
  }
  return { ...hinted, returnTo: withState(returnTo, asked.get('state')) };
}

function withState(returnTo: string, state: string | null): string {
  if (state === null) return returnTo;
  const url = new URL(returnTo);
  url.searchParams.set('state', state);
  return url.href;
}

/** @returns the id of the session that the browser had, if it had one. */
async function endBrowserSession(
  request: IncomingMessage,
  response: ServerResponse,
  provider: Provider,
): Promise<string | undefined> {
  const context = provider.createContext(request, response);
  const session = await provider.Session.get(context);
  if (session.accountId === undefined) return undefined;
  await session.destroy();
  context.cookies.set(provider.cookieName('session'), null, { path: '/id' });
  return session.uid;
}

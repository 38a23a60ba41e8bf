import { type Callback, isAnswer, type RedirectListener } from './redirect-listener.ts';

/** Where the browser comes back to in instances that register the app's own scheme: the app's id, RFC 8252 section 7.1. */
export const schemeRedirectUri = 'net.navigator-for-erp.app:/callback';

/** Tells of every redirect to {@link schemeRedirectUri} that the system hands to the app. */
export interface SchemeRedirects {
  /** Calls `listener` with the query of each redirect until the returned function is called. */
  onRedirect(listener: (query: URLSearchParams) => void): () => void;
}

/**
 * Waits for the redirect of one sign-in to the app's own scheme. Every web page and every program can send one, so
 * whatever is not the answer to this sign-in is ignored: the wait goes on. Another program may have taken the scheme and
 * get the answer in our place; PKCE makes it useless there (RFC 8252 section 8.1).
 *
 * @param state the `state` of the authorization request.
 */
export function openSchemeListener(redirects: SchemeRedirects, state: string): RedirectListener {
  const callback = Promise.withResolvers<Callback>();
  const stop = redirects.onRedirect((query) => {
    if (!isAnswer(query, state)) return;
    const url = new URL(schemeRedirectUri);
    url.search = query.toString();
    // The browser stays on the page of the identity site, so there is nobody to respond to.
    callback.resolve({ url, respond: () => Promise.resolve() });
  });
  return {
    redirectUri: schemeRedirectUri,
    callback: callback.promise,
    async close() {
      stop();
      await Promise.resolve();
    },
  };
}

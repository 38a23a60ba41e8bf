import { createHash, timingSafeEqual } from 'node:crypto';
import type { Respond } from './loopback-server.ts';

/** The browser came back with the right state. */
export interface Callback {
  /** The whole redirect, with `code` or `error` in its query. A secret: never to be logged. */
  readonly url: URL;
  /** Shows the person how it ended; a browser that can be answered waits until then. */
  readonly respond: Respond;
}

/** Waits for the browser to come back from the sign-in page. */
export interface RedirectListener {
  /** Where the browser is to come back to; has to be registered for the app. */
  readonly redirectUri: string;
  /** Resolves with the first right answer; never rejects, and stays pending when none comes. */
  readonly callback: Promise<Callback>;
  /** Ends the wait, and frees what it held. */
  close(): Promise<void>;
}

/**
 * Whether the query of a redirect answers the authorization request that had this `state`. Whatever does not must change
 * nothing: anybody can make the browser come here.
 * @see RFC 6749 sections 4.1.2 and 10.12
 */
export function isAnswer(query: URLSearchParams, state: string): boolean {
  const [given = '', ...more] = query.getAll('state');
  const [code = '', error = ''] = [query.get('code'), query.get('error')].map((it) => it ?? '');
  return more.length === 0 && isSame(given, state) && (code !== '' || error !== '');
}

/** Compares in a time that does not tell how much of it was right. */
function isSame(given: string, expected: string): boolean {
  const [left, right] = [given, expected].map((text) => createHash('sha256').update(text).digest());
  return left !== undefined && right !== undefined && timingSafeEqual(left, right);
}

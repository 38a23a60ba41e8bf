import { z } from 'zod';
import type { Failure, FailureCode } from '../contract/failure.ts';
import { retryTime } from '../network/retry-after.ts';
import { IdentityRequestError } from './identity-fetch.ts';
import type { IdentityProvider } from './identity-provider.ts';
import { serverTimeOf } from './server-clock.ts';
import { serverWords } from './server-words.ts';
import { lifetimeOf, type Tokens } from './tokens.ts';

/**
 * How a refresh ended.
 * - `renewed`: the server gave new tokens and, if it rotates them, has revoked the old refresh token.
 * - `rejected`: the server refused the refresh token for good.
 * - `appRefused`: the server refused the app; the refresh token may be good again when that is mended.
 * - `offline`: the server has certainly not used the refresh token; it can be sent again like the first time.
 * - `ambiguous`: nobody knows whether the server has used it: the request may have arrived, and the answer is lost.
 */
export type RefreshAnswer =
  | { readonly outcome: 'renewed'; readonly tokens: Tokens }
  | {
      readonly outcome: 'rejected' | 'appRefused' | 'offline' | 'ambiguous';
      readonly failure: Failure;
    };

type Unrenewed = Exclude<RefreshAnswer['outcome'], 'renewed'>;

interface Answer {
  readonly status: number;
  /** The `error` of an OAuth error answer; null for whatever is none. */
  readonly error: string | null;
}

interface Line {
  readonly when: (answer: Answer) => boolean;
  readonly outcome: Unrenewed;
  readonly code: FailureCode;
}

const says =
  (...errors: string[]) =>
  ({ error }: Answer): boolean =>
    error !== null && errors.includes(error);
const status =
  (first: number, last = first) =>
  (answer: Answer): boolean =>
    answer.status >= first && answer.status <= last;

/**
 * What each answer of a token endpoint to a refresh means; the first line that fits counts. An answer with tokens is
 * `renewed`, and a request without an answer is `offline` when it was certainly not sent, otherwise `ambiguous`
 * ({@link IdentityRequestError.isUnsent}).
 *
 * Only the server itself can end a session, and says so with an OAuth error. Everything else is somebody in between
 * (a proxy, a gateway, a hotel's sign-in page) or the server in trouble.
 *
 * @see RFC 6749 section 5.2; ERP.net docs, auth/flows/auth-code/interactive-apps-errors.md
 */
const meanings: readonly Line[] = [
  { when: says('invalid_grant'), outcome: 'rejected', code: 'needsSignIn' },
  {
    // What was granted to the app was taken from it; its administrator can give it back.
    when: says('invalid_client', 'unauthorized_client', 'invalid_scope', 'unsupported_grant_type'),
    outcome: 'appRefused',
    code: 'needsSignIn',
  },
  // Refused before anything was done, RFC 6585 section 4.
  { when: status(429), outcome: 'offline', code: 'tooManyRequests' },
  // The server has read the request and did not like it: nothing was used.
  { when: ({ error }) => error !== null, outcome: 'offline', code: 'serverUnavailable' },
  // The sign-in page of a network; a token endpoint does not redirect.
  { when: status(300, 399), outcome: 'offline', code: 'offline' },
  // The proxy wants a password of its own and has passed nothing on, RFC 9110 section 15.5.8.
  { when: status(407), outcome: 'offline', code: 'serverUnavailable' },
  // A proxy's 403, a gateway's 502 or HTML where tokens should be: the server behind it may have done its work.
  { when: () => true, outcome: 'ambiguous', code: 'serverUnavailable' },
];

const tokenAnswer = z.object({
  access_token: z.string().min(1),
  token_type: z.string().regex(/^bearer$/i),
  expires_in: z.coerce.number().optional(),
  refresh_token: z.string().min(1).optional(),
  // In no standard; what some servers tell of the refresh token's life, in seconds.
  refresh_token_expires_in: z.coerce.number().optional().catch(undefined),
  refresh_expires_in: z.coerce.number().optional().catch(undefined),
});

const errorAnswer = z.object({ error: z.string(), error_description: z.string().optional() });

/**
 * Asks for new tokens with a refresh token, once.
 *
 * Not openid-client's `refreshTokenGrant`: that throws the answer away when the id_token in it does not check, on a
 * computer whose clock is wrong for instance, and with it the only refresh token that is still good.
 *
 * @param current the tokens to renew.
 * @param now this computer's wall clock, milliseconds since 1970.
 * @see RFC 6749 section 6
 */
export async function requestRefresh(
  provider: IdentityProvider,
  current: Tokens & { readonly refreshToken: string },
  now: () => number,
): Promise<RefreshAnswer> {
  const discovered = await provider.configuration();
  if (!discovered.ok) return { outcome: 'offline', failure: discovered.error };
  const endpoint = discovered.value.serverMetadata().token_endpoint ?? '';
  const form = {
    grant_type: 'refresh_token',
    refresh_token: current.refreshToken,
    ...provider.clientFields(),
  };
  try {
    const answer = await provider.fetch(endpoint, {
      method: 'POST',
      headers: {
        accept: 'application/json',
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams(form).toString(),
    });
    const body = parseJson(await answer.text());
    if (answer.status === 200) return readTokens(body, answer.headers, current, now());
    return judge(answer.status, body, answer.headers, now());
  } catch (error) {
    if (!(error instanceof IdentityRequestError)) {
      return { outcome: 'ambiguous', failure: { code: 'serverUnavailable' } };
    }
    return { outcome: error.isUnsent ? 'offline' : 'ambiguous', failure: error.failure };
  }
}

function readTokens(
  body: unknown,
  headers: Headers,
  current: Tokens,
  receivedAt: number,
): RefreshAnswer {
  const { data } = tokenAnswer.safeParse(body);
  if (data === undefined) return judge(200, undefined, headers, receivedAt);
  const told = data.refresh_token_expires_in ?? data.refresh_expires_in;
  const isRotated = data.refresh_token !== undefined;
  return {
    outcome: 'renewed',
    tokens: {
      accessToken: data.access_token,
      receivedAt,
      serverTime: serverTimeOf(headers),
      lifetime: lifetimeOf(data.expires_in),
      // "Possibly" a new one, say ERP.net's docs (auth/tokens): without one, the old one stays good.
      refreshToken: data.refresh_token ?? current.refreshToken,
      refreshTokenAt: isRotated ? receivedAt : (current.refreshTokenAt ?? current.receivedAt),
      refreshLifetime: isRotated ? lifetimeOf(told) : current.refreshLifetime,
    },
  };
}

function judge(answerStatus: number, body: unknown, headers: Headers, now: number): RefreshAnswer {
  const isClientError = answerStatus >= 400 && answerStatus < 500;
  const error = isClientError ? errorAnswer.safeParse(body).data : undefined;
  const answer = { status: answerStatus, error: error?.error ?? null };
  const meaning = meanings.find(({ when }) => when(answer));
  if (meaning === undefined) return { outcome: 'ambiguous', failure: { code: 'internal' } };
  const { outcome, code } = meaning;
  const detail =
    serverWords(error?.error_description) ?? serverWords(error?.error) ?? `HTTP ${answerStatus}`;
  if (code === 'needsSignIn' || code === 'offline') return { outcome, failure: { code, detail } };
  const retryAt = retryTime(
    { retryAfter: headers.get('retry-after'), date: headers.get('date') },
    now,
  );
  return { outcome, failure: { code, detail, ...(retryAt === null ? {} : { retryAt }) } };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

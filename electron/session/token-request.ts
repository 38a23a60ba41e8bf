import { z } from 'zod';
import type { Failure } from '../contract/failure.ts';
import { IdentityRequestError } from './identity-fetch.ts';
import type { IdentityProvider } from './identity-provider.ts';
import { serverWords } from './server-words.ts';
import { lifetimeOf, type Tokens } from './tokens.ts';

/**
 * How a refresh ended.
 * - `renewed`: the server gave new tokens and, if it rotates them, has revoked the old refresh token.
 * - `rejected`: the server refused the refresh token for good.
 * - `appRefused`: the server refused the app.
 * - `unanswered`: nothing is known to have changed; the session goes on and the same refresh may be tried again.
 */
export type RefreshAnswer =
  | { readonly outcome: 'renewed'; readonly tokens: Tokens }
  | { readonly outcome: 'rejected' | 'appRefused'; readonly failure: Failure }
  | { readonly outcome: 'unanswered'; readonly failure: Failure };

/** The only answers of a token endpoint that end a session. RFC 6749 section 5.2. */
const endings: Readonly<Record<string, 'rejected' | 'appRefused'>> = {
  invalid_grant: 'rejected',
  invalid_client: 'appRefused',
  unauthorized_client: 'appRefused',
};

const tokenAnswer = z.object({
  access_token: z.string().min(1),
  token_type: z.string().regex(/^bearer$/i),
  expires_in: z.coerce.number().optional(),
  refresh_token: z.string().min(1).optional(),
});

const errorAnswer = z.object({ error: z.string(), error_description: z.string().optional() });

/**
 * Asks for new tokens with a refresh token, once.
 *
 * Not openid-client's `refreshTokenGrant`: that throws the answer away when the id_token in it does not check, on a
 * computer whose clock is wrong for instance, and with it the only refresh token that is still good.
 *
 * @param now this computer's wall clock, milliseconds since 1970.
 * @see RFC 6749 section 6
 */
export async function requestRefresh(
  provider: IdentityProvider,
  refreshToken: string,
  now: () => number,
): Promise<RefreshAnswer> {
  const discovered = await provider.configuration();
  if (!discovered.ok) return unanswered(discovered.error);
  const endpoint = discovered.value.serverMetadata().token_endpoint ?? '';
  const form = {
    grant_type: 'refresh_token',
    refresh_token: refreshToken,
    client_id: provider.clientId,
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
    return judge(answer.status, answer.headers, await answer.text(), refreshToken, now());
  } catch (error) {
    return unanswered(
      error instanceof IdentityRequestError ? error.failure : { code: 'serverUnavailable' },
    );
  }
}

function judge(
  status: number,
  headers: Headers,
  text: string,
  refreshToken: string,
  now: number,
): RefreshAnswer {
  const body = parseJson(text);
  if (status === 200) {
    const answer = tokenAnswer.safeParse(body);
    if (!answer.success) return unanswered({ code: 'serverUnavailable' });
    const { access_token: accessToken, expires_in: seconds, refresh_token: rotated } = answer.data;
    const lifetime = lifetimeOf(seconds);
    // "Possibly" a new one, say ERP.net's docs (auth/tokens): without one, the old one stays good.
    const kept = rotated ?? refreshToken;
    return {
      outcome: 'renewed',
      tokens: { accessToken, receivedAt: now, lifetime, refreshToken: kept },
    };
  }
  const error = status >= 400 && status < 500 ? errorAnswer.safeParse(body).data : undefined;
  const detail = serverWords(error?.error_description) ?? serverWords(error?.error);
  const ending = endings[error?.error ?? ''];
  if (ending !== undefined) {
    return { outcome: ending, failure: withDetail({ code: 'needsSignIn' }, detail) };
  }
  return unanswered(withDetail(statusFailure(status, headers, now), detail ?? `HTTP ${status}`));
}

/**
 * What an answer means that is neither tokens nor the end of the session:
 *
 * | Answer                                                | Failure             |
 * |-------------------------------------------------------|---------------------|
 * | 429                                                   | `tooManyRequests`   |
 * | 3xx: a network's own sign-in page                     | `offline`           |
 * | 5xx; 403 and 407 of a proxy; any 4xx without an OAuth | `serverUnavailable` |
 * | error, or with one that is not about this session     |                     |
 * | 200 with anything but tokens, such as HTML            | `serverUnavailable` |
 */
function statusFailure(status: number, headers: Headers, now: number): Failure {
  if (status >= 300 && status < 400) return { code: 'offline' };
  const code = status === 429 ? 'tooManyRequests' : 'serverUnavailable';
  const wait = Number(headers.get('retry-after') ?? Number.NaN);
  return wait > 0 ? { code, retryAt: now + Math.min(wait, longestWait) * 1000 } : { code };
}

/** Seconds; a server that asks for more is asked again after it all the same. */
const longestWait = 15 * 60;

function unanswered(failure: Failure): RefreshAnswer {
  // The issuer was an ERP.net instance when the user signed in; something stands in its place at the moment.
  const isOther = failure.code === 'notErpNet';
  return { outcome: 'unanswered', failure: isOther ? { code: 'serverUnavailable' } : failure };
}

function withDetail(failure: Failure, detail: string | undefined): Failure {
  return detail === undefined ? failure : { ...failure, detail };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

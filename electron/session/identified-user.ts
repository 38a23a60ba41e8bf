import type { IDToken } from 'openid-client';
import type { Result } from '../contract/result.ts';
import type { User } from '../contract/session.ts';
import type { Clock } from './clock.ts';

/** How long the person at the browser waits for the instance to say who they are, in milliseconds. */
const timeLimit = 10_000;

/**
 * Who signed in: what the instance's profile site says, or the claims of the id_token when it says nothing in time.
 * ERP.net puts the user's stable `id` into its tokens; `sub` is the login.
 * @see ERP.net docs, auth/tokens
 */
export async function identifiedUser(
  identify: () => Promise<Result<User>>,
  claims: IDToken,
  clock: Clock,
): Promise<User> {
  const answered = new AbortController();
  const tooLate = clock.sleep(timeLimit, answered.signal).then(
    () => null,
    () => null,
  );
  const result = await Promise.race([identify(), tooLate]);
  answered.abort();
  return result?.ok ? result.value : userOfClaims(claims);
}

function userOfClaims(claims: IDToken): User {
  const text = (name: string): string | undefined => {
    const value = claims[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const login = text('preferred_username') ?? claims.sub;
  return {
    id: text('id') ?? claims.sub,
    login,
    name: text('name') ?? login,
    email: text('email') ?? '',
  };
}

import { z } from 'zod';
import type { Instance } from '../contract/instance.ts';
import { failure, type Result, success } from '../contract/result.ts';
import type { User } from '../contract/session.ts';
import type { Clock } from './clock.ts';
import { errorFailure, withoutToken } from './error-answer.ts';
import type { HttpClient } from './http.ts';
import { parseLosslessJson } from './lossless-json.ts';

const profileDocument = z.object({
  id: z.string().min(1),
  login: z.string(),
  name: z.string().nullish(),
  email: z.string().nullish(),
});

/**
 * Asks the instance who the holder of an access token is.
 *
 * Failures: those of {@link HttpClient} and {@link errorFailure} (`needsSignIn` when the token is refused), and
 * `notFound` for an instance without a profile site.
 * @see ERP.net docs, building-apps/concepts/profile-site-endpoints.md
 */
export async function whoAmI(
  { http, clock }: { readonly http: HttpClient; readonly clock: Pick<Clock, 'now'> },
  instance: Pick<Instance, 'profile'>,
  accessToken: string,
  signal?: AbortSignal,
): Promise<Result<User>> {
  if (instance.profile === null) return failure({ code: 'notFound' });
  const answer = await http.get(new URL(`${instance.profile}/me`), {
    bearer: accessToken,
    signal,
  });
  if (!answer.ok) return answer;
  if (answer.value.status !== 200) {
    return failure(errorFailure(withoutToken(answer.value, accessToken), clock.now()));
  }
  return readUser(answer.value.text);
}

function readUser(text: string): Result<User> {
  try {
    const { id, login, name, email } = profileDocument.parse(parseLosslessJson(text));
    return success({ id, login, name: name ?? login, email: email ?? '' });
  } catch {
    return failure({ code: 'answerNotUnderstood' });
  }
}

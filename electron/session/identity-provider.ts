import {
  allowInsecureRequests,
  type ClientAuth,
  ClientSecretPost,
  Configuration,
  clockSkew,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  None,
} from 'openid-client';
import type { Failure, FailureCode } from '../contract/failure.ts';
import { failure, type Result, success } from '../contract/result.ts';
import { isPlainLoopback, isProtected } from '../network/protected-address.ts';
import { boundIdentityFetch, type Fetch, IdentityRequestError } from './identity-fetch.ts';
import { serverTimeOf } from './server-clock.ts';

/** The identity site of an instance, for one registered app. */
export interface IdentityProvider {
  readonly clientId: string;
  /** Whether the app shows a secret, as a confidential client does. */
  readonly hasSecret: boolean;
  /**
   * How the app names itself in a form to the token endpoint: `client_id`, and `client_secret` for a confidential app.
   * @see RFC 6749 section 2.3.1; ERP.net docs, auth/flows/auth-code
   */
  clientFields(): Readonly<Record<string, string>>;
  /** Bounded as {@link boundIdentityFetch} says. */
  readonly fetch: Fetch;
  /**
   * What discovery told, asked for once and kept; a failure is not kept.
   *
   * Failures: what {@link boundIdentityFetch} gives, `serverUnavailable`, `hostNotTrusted` for an issuer without
   * TLS on another computer, and `notErpNet` when there is no discovery document of this issuer, or one without
   * the endpoints of the code flow.
   * @see OpenID Connect Discovery 1.0 section 4
   */
  configuration(): Promise<Result<Configuration>>;
  /**
   * Asks for the discovery document again, which proves that the identity site can be reached just now.
   *
   * @returns its time in milliseconds since 1970, null when it does not tell; failures as above.
   */
  discoverAnew(): Promise<Result<{ readonly serverTime: number | null }>>;
}

interface Discovered {
  readonly configuration: Configuration;
  readonly serverTime: number | null;
}

/** Below this a difference between the clocks is left to openid-client's own tolerance of 30 seconds. */
const smallestSkew = 5;

/**
 * @param issuer without a trailing slash, as in {@link Instance}.
 * @param clientSecret the secret of a confidential app; null for a public one.
 */
export function createIdentityProvider(options: {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string | null;
  readonly fetch: Fetch;
}): IdentityProvider {
  const { issuer, clientId, clientSecret } = options;
  const authentication: ClientAuth =
    clientSecret === null ? None() : ClientSecretPost(clientSecret);
  const fetch = boundIdentityFetch(options.fetch);
  let found: Promise<Result<Discovered>> | null = null;

  async function discover(): Promise<Result<Discovered>> {
    const url = URL.parse(issuer);
    if (url === null) return failure({ code: 'notErpNet' });
    if (!isProtected(url)) return failure({ code: 'hostNotTrusted' });
    let serverTime: number | null = null;
    const watchingFetch: Fetch = async (address, init) => {
      const answer = await fetch(address, init);
      serverTime = serverTimeOf(answer.headers);
      return answer;
    };
    try {
      const discovered = await discovery(url, clientId, undefined, authentication, {
        [customFetch]: toCustomFetch(watchingFetch),
        execute: isPlainLoopback(url) ? [allowInsecureRequests] : [],
      });
      const { authorization_endpoint: authorize, token_endpoint: token } =
        discovered.serverMetadata();
      if (!URL.canParse(authorize ?? '') || !URL.canParse(token ?? '')) {
        return failure({ code: 'notErpNet' });
      }
      const skew = secondsAhead(serverTime);
      const configuration = configure(discovered, skew, isPlainLoopback(url));
      return success({ configuration, serverTime });
    } catch (error) {
      return failure(discoveryFailure(error));
    }
  }

  function configure(discovered: Configuration, skew: number, insecure: boolean): Configuration {
    const metadata = discovered.serverMetadata();
    const client = { [clockSkew]: skew };
    const configuration = new Configuration(metadata, clientId, client, authentication);
    configuration[customFetch] = toCustomFetch(fetch);
    if (insecure) allowInsecureRequests(configuration);
    // The signature of the id_token is checked although it comes straight from the token endpoint, because behind a
    // company proxy TLS alone does not say who wrote it.
    enableNonRepudiationChecks(configuration);
    return configuration;
  }

  /** What was found before stays good while it is asked for again, and when nobody answers. */
  async function discoverOnce(): Promise<Result<Discovered>> {
    const before = found;
    const asked = discover();
    found = before ?? asked;
    const result = await asked;
    if (result.ok) found = asked;
    else if (found === asked) found = null;
    return result;
  }

  return {
    clientId,
    hasSecret: clientSecret !== null,
    clientFields: () => ({
      client_id: clientId,
      ...(clientSecret === null ? {} : { client_secret: clientSecret }),
    }),
    fetch,
    async configuration() {
      const result = await (found ?? discoverOnce());
      return result.ok ? success(result.value.configuration) : result;
    },
    async discoverAnew() {
      const result = await discoverOnce();
      return result.ok ? success({ serverTime: result.value.serverTime }) : result;
    },
  };
}

/** What openid-client sends to an identity site are forms, or nothing. */
function toCustomFetch(fetch: Fetch): NonNullable<Configuration[typeof customFetch]> {
  return (url, { body, headers, method, signal }) =>
    fetch(url, {
      headers,
      method,
      ...(body instanceof URLSearchParams ? { body } : {}),
      ...(signal === undefined ? {} : { signal }),
    });
}

/**
 * By how many seconds the server's clock is ahead of this computer's. Measured against `Date.now`, because that is what
 * openid-client checks the times in an id_token against.
 */
function secondsAhead(serverTime: number | null): number {
  const seconds = serverTime === null ? 0 : Math.round((serverTime - Date.now()) / 1000);
  return Math.abs(seconds) < smallestSkew ? 0 : seconds;
}

function discoveryFailure(error: unknown): Failure {
  const known = findRequestFailure(error);
  if (known !== null) return known;
  const answer = error instanceof Error ? error.cause : undefined;
  return { code: answer instanceof Response ? statusCode(answer.status) : 'notErpNet' };
}

/** What a status at discovery means: a network's own sign-in page, somebody in between, or an address of something else. */
function statusCode(status: number): FailureCode {
  if (status >= 300 && status < 400) return 'offline';
  if (status === 429) return 'tooManyRequests';
  const isInBetween = status === 401 || status === 403 || status === 407;
  return isInBetween || status >= 500 ? 'serverUnavailable' : 'notErpNet';
}

/** The failure of the request behind an error of openid-client; null when the request was answered. */
export function findRequestFailure(error: unknown): Failure | null {
  for (let next = error; next instanceof Error; next = next.cause) {
    if (next instanceof IdentityRequestError) return next.failure;
  }
  return null;
}

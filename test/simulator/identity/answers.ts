import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { IdentitySwitches } from '../options.ts';
import { readClaims, type SigningKey, signClaims } from './jws.ts';

const tokenAnswer = z.looseObject({
  access_token: z.string(),
  id_token: z.string().optional(),
  refresh_token: z.string().optional(),
  scope: z.string().optional(),
});

/** What the token endpoint answers with when all is well (RFC 6749 section 5.1). */
export type TokenAnswer = z.output<typeof tokenAnswer>;

/**
 * The token endpoint's answer as ERP.net gives it: `scope` names everything granted, where oidc-provider
 * names what the one resource was granted, and the id_token keeps the simulator's time.
 */
export function documentedTokens(body: unknown, clock: Clock, key: SigningKey): TokenAnswer {
  const answer = tokenAnswer.parse(body);
  if (answer.id_token !== undefined) answer.id_token = redated(answer.id_token, clock, key);
  const scope = readClaims(answer.access_token)?.scope;
  if (Array.isArray(scope)) answer.scope = scope.join(' ');
  return answer;
}

const timeClaims = ['iat', 'exp', 'nbf', 'auth_time'] as const;

/** A JWT as if it had been issued now by the simulator's clock, signed anew if that makes a difference. */
function redated(token: string, clock: Clock, key: SigningKey): string {
  const claims = readClaims(token) ?? {};
  const shift = Math.floor(clock.stated() / 1000) - Number(claims.iat);
  if (shift === 0) return token;
  for (const claim of timeClaims) {
    const value = claims[claim];
    if (typeof value === 'number') claims[claim] = value + shift;
  }
  return signClaims(claims, key);
}

const hiddenFromDiscovery = {
  revocationEndpoint: /^revocation_/,
  authorizationResponseIss: /^authorization_response_iss_/,
} as const;

/** The discovery document, without what the documented one lacks unless it is switched on. */
export function documentedDiscovery(body: unknown, switches: IdentitySwitches): unknown {
  const document = z.record(z.string(), z.unknown()).parse(body);
  return Object.fromEntries(
    Object.entries(document).filter(
      ([name]) =>
        (switches.revocationEndpoint || !hiddenFromDiscovery.revocationEndpoint.test(name)) &&
        (switches.authorizationResponseIss ||
          !hiddenFromDiscovery.authorizationResponseIss.test(name)),
    ),
  );
}

/** oidc-provider adds `iss` to every authorization response (RFC 9207); the documented one has none. */
export function withoutIssuer(location: string): string {
  return location.replace(/([?&])iss=[^&#]*(&|(?=#|$))/, (_, before: string, after: string) =>
    after === '&' ? before : '',
  );
}

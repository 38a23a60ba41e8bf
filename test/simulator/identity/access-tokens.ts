import type { Clock } from '../clock.ts';
import { type SigningKey, verifiedClaims } from './jws.ts';

/** Whom an access token speaks for. */
export interface AccessTokenClaims {
  login: string;
  userId: string;
  /** The session in which the user signed in; licence seats are counted by it. */
  sessionId: string;
  clientId: string;
  scope: string[];
}

/**
 * The claims as ERP.net writes them into the JWT: scope and audience are arrays (ErpNetDocs dev,
 * auth/tokens/access-tokens.md).
 */
export function documentedClaims(claims: AccessTokenClaims): Record<string, unknown> {
  return {
    aud: ['DomainAPI', 'TableAPI', 'OLAP', 'AppServer'],
    client_id: claims.clientId,
    sub: claims.login,
    id: claims.userId,
    sid: claims.sessionId,
    scope: claims.scope,
  };
}

interface IssuedAccessToken extends AccessTokenClaims {
  /** Milliseconds since 1970 in the simulator's time. */
  expiresAt: number;
}

/**
 * The access tokens issued so far. ERP.net's are stateless JWTs that only their lifetime ends
 * (ErpNetDocs dev, auth/sessions/session-revocation.md); the register exists so that this lifetime
 * follows the simulator's clock, and so that a test can end it early.
 */
export interface AccessTokens {
  add: (id: string, claims: AccessTokenClaims, lifetimeSeconds: number) => void;
  /** The claims of a token that identity signed and that is still alive, else `undefined`. */
  verify: (token: string) => AccessTokenClaims | undefined;
  /** Ends all tokens, or those of one user; returns how many. */
  expire: (login?: string) => number;
}

export function createAccessTokens(clock: Clock, key: SigningKey): AccessTokens {
  const issued = new Map<string, IssuedAccessToken>();
  const alive = (token: IssuedAccessToken) => token.expiresAt > clock.now();
  return {
    add(id, claims, lifetimeSeconds) {
      issued.set(id, { ...claims, expiresAt: clock.now() + lifetimeSeconds * 1000 });
    },
    verify(token) {
      const id = verifiedClaims(token, key)?.jti;
      const record = typeof id === 'string' ? issued.get(id) : undefined;
      if (!record || !alive(record)) return undefined;
      const { expiresAt: _, ...claims } = record;
      return claims;
    },
    expire(login) {
      const ended = [...issued.values()].filter(
        (token) => alive(token) && (login === undefined || token.login === login),
      );
      for (const token of ended) token.expiresAt = clock.now();
      return ended.length;
    },
  };
}

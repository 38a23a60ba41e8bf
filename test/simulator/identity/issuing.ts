import { type Configuration, errors, type FindAccount } from 'oidc-provider';
import type { Clock } from '../clock.ts';
import type { IdentitySwitches, User } from '../options.ts';
import { type AccessTokenClaims, type AccessTokens, documentedClaims } from './access-tokens.ts';
import type { TrustedApplications } from './trusted-applications.ts';

/** What decides on which tokens are issued, with what inside, for how long. */
export interface IssuingOptions {
  origin: string;
  clock: Clock;
  switches: IdentitySwitches;
  users: readonly User[];
  applications: TrustedApplications;
  accessTokens: AccessTokens;
}

const isPublic = (applications: TrustedApplications, clientId: string) =>
  applications.find(clientId)?.secret === undefined;

/** A refresh token comes only with `offline_access`, and perhaps not to public apps (contradicted). */
export function refreshTokenRule({
  switches,
  applications,
}: IssuingOptions): NonNullable<Configuration['issueRefreshToken']> {
  return (_, { clientId }, { scopes }) =>
    scopes.has('offline_access') &&
    (switches.refreshTokensForPublicClients || !isPublic(applications, clientId));
}

/** How long access and refresh tokens live (ErpNetDocs dev, auth/tokens/token-lifetime.md). */
export function tokenLifetimes({ switches, applications }: IssuingOptions): Configuration['ttl'] {
  return {
    AccessToken: () => switches.accessTokenLifetime,
    RefreshToken: (_, token, { clientId }) => {
      const lifetime = isPublic(applications, clientId)
        ? switches.publicRefreshTokenLifetime
        : switches.confidentialRefreshTokenLifetime;
      if (switches.refreshTokenExpiry === 'sliding') return lifetime;
      return Math.max(1, lifetime - token.totalLifetime());
    },
  };
}

/** Finds a person by their login, and what an id_token says about them. */
export function accountFinder({ users, applications }: IssuingOptions): FindAccount {
  return (context, login, token) => {
    // Asked for at every use of a code or a refresh token, and so the place for the kill switch.
    const clientId = context.oidc.client?.clientId;
    if (clientId !== undefined && !applications.isEnabled(clientId)) {
      throw new errors.UnauthorizedClient('the application is disabled');
    }
    const user = users.find((known) => known.login === login);
    const claims = {
      sub: login,
      id: user?.id,
      sid: token && 'sessionUid' in token ? token.sessionUid : undefined,
      name: user?.name,
      preferred_username: login,
      email: user?.email,
    };
    return user && { accountId: login, claims: () => claims };
  };
}

type TokenWriter = NonNullable<
  NonNullable<NonNullable<Configuration['formats']>['customizers']>['jwt']
>;

/** Replaces the claims of oidc-provider's access tokens by ERP.net's, and puts each on the register. */
export function accessTokenWriter(options: IssuingOptions): TokenWriter {
  const { origin, clock, switches, users, accessTokens } = options;
  return (context, token, jwt) => {
    const user = users.find((known) => known.login === jwt.payload.sub);
    if (!user || token.kind !== 'AccessToken') throw new Error('An access token without a user');
    const { entities, params } = context.oidc;
    const granted = entities.RefreshToken ?? entities.AuthorizationCode;
    const lifetime = switches.accessTokenLifetime;
    const id = String(jwt.payload.jti);
    const claims: AccessTokenClaims = {
      login: user.login,
      userId: user.id,
      sessionId: token.sessionUid ?? '',
      clientId: String(jwt.payload.client_id),
      scope:
        typeof params?.scope === 'string' ? params.scope.split(' ') : [...(granted?.scopes ?? [])],
    };
    accessTokens.add(id, claims, lifetime);
    const issuedAt = Math.floor(clock.stated() / 1000);
    const times = { nbf: issuedAt, iat: issuedAt, exp: issuedAt + lifetime };
    const { name } = user;
    jwt.payload = { ...documentedClaims(claims), ...times, jti: id, iss: `${origin}/id`, name };
  };
}

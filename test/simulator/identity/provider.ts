import { randomBytes } from 'node:crypto';
import {
  type Configuration,
  interactionPolicy,
  type KoaContextWithOIDC,
  Provider,
} from 'oidc-provider';
import type { Client } from '../options.ts';
import {
  accessTokenWriter,
  accountFinder,
  type IssuingOptions,
  refreshTokenRule,
  tokenLifetimes,
} from './issuing.ts';
import type { SigningKey } from './jws.ts';
import { errorPage, pageHeaders } from './pages.ts';
import type { Store } from './store.ts';
import { clientMetadata } from './trusted-applications.ts';

export interface ProviderOptions extends IssuingOptions {
  clients: readonly Client[];
  store: Store;
  key: SigningKey;
}

/** Scopes of ERP.net (ErpNetDocs dev, auth/concepts/scopes.md). */
const oidcScopes = ['openid', 'profile', 'offline_access'];
const apiScopes = ['read', 'update', 'sec', 'DomainApi'];

const day = 86_400;
const lifetimes = {
  AuthorizationCode: 300,
  IdToken: 3600,
  Interaction: 3600,
  Session: 14 * day,
  Grant: 400 * day,
};

/** oidc-provider, set up to look and act like the identity site of an ERP.net instance. */
export function createProvider(options: ProviderOptions): Provider {
  const { origin, key } = options;
  const api = `${origin}/api`;
  const port = new URL(origin).port;

  const configuration: Configuration = {
    adapter: options.store.adapter,
    clients: options.clients.map(clientMetadata),
    clientBasedCORS: () => false,
    clockTolerance: 0,
    jwks: {
      keys: [
        { ...key.privateKey.export({ format: 'jwk' }), kid: key.kid, use: 'sig', alg: 'RS256' },
      ],
    },
    routes: {
      authorization: '/connect/authorize',
      token: '/connect/token',
      end_session: '/connect/endsession',
      revocation: '/connect/revocation',
      jwks: '/.well-known/openid-configuration/jwks',
    },
    cookies: {
      keys: [randomBytes(32).toString('base64url')],
      // Cookies know no ports: two instances on one machine would overwrite each other's.
      names: {
        session: `erp.session.${port}`,
        interaction: `erp.interaction.${port}`,
        resume: `erp.resume.${port}`,
      },
      long: { signed: true, httpOnly: true, sameSite: 'lax', path: '/id' },
      short: { signed: true, httpOnly: true, sameSite: 'lax' },
    },

    scopes: [...oidcScopes, ...apiScopes],
    claims: { openid: ['sub', 'id', 'sid'], profile: ['name', 'preferred_username', 'email'] },
    conformIdTokenClaims: false,
    responseTypes: ['code'],
    clientAuthMethods: ['client_secret_post', 'none'],

    features: {
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      userinfo: { enabled: false },
      rpInitiatedLogout: { enabled: true },
      revocation: {
        enabled: true,
        allowedPolicy: (_, client, token) => token.clientId === client.clientId,
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => api,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: apiScopes.join(' '),
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },

    interactions: { policy: signInOnly(), url: (_, { uid }) => `/id/sign-in/${uid}` },
    loadExistingGrant: (context) => grantEverythingAsked(context, api),

    ttl: { ...lifetimes, ...tokenLifetimes(options) },
    expiresWithSession: () => false,
    rotateRefreshToken: true,
    issueRefreshToken: refreshTokenRule(options),

    findAccount: accountFinder(options),
    formats: { customizers: { jwt: accessTokenWriter(options) } },
    renderError(context, { error, error_description }) {
      context.set(pageHeaders);
      context.body = errorPage(error, error_description ?? 'Identity refused the request.');
    },
  };
  return new Provider(`${origin}/id`, configuration);
}

/** Signing in is all that ERP.net asks of a person; consent is given with the app's registration. */
function signInOnly() {
  const policy = interactionPolicy.base();
  policy.get('consent')?.checks.clear();
  return policy;
}

/** A grant of its own for every sign-in, so that revoking one leaves the user's other ones alone. */
async function grantEverythingAsked(context: KoaContextWithOIDC, api: string) {
  const { client, session, provider, requestParamScopes } = context.oidc;
  if (!client || !session?.accountId) return undefined;
  const grant = new provider.Grant({ accountId: session.accountId, clientId: client.clientId });
  const asked = [...requestParamScopes];
  grant.addOIDCScope(asked.filter((scope) => oidcScopes.includes(scope)).join(' '));
  grant.addResourceScope(api, asked.filter((scope) => apiScopes.includes(scope)).join(' '));
  await grant.save();
  return grant;
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { KoaContextWithOIDC, Provider } from 'oidc-provider';
import type { Clock } from '../clock.ts';
import type { Client, IdentitySwitches, User } from '../options.ts';
import { type AccessTokenClaims, createAccessTokens } from './access-tokens.ts';
import {
  documentedDiscovery,
  documentedTokens,
  type TokenAnswer,
  withoutIssuer,
} from './answers.ts';
import { judgeAuthorizationRequest } from './authorization-request.ts';
import { handleEndSession } from './end-session.ts';
import type { ExternalProvider } from './external-provider.ts';
import { generateSigningKey } from './jws.ts';
import { errorPage, sendPage } from './pages.ts';
import { createProvider } from './provider.ts';
import { createSecretsRegister, type IssuedSecrets } from './secrets.ts';
import { handleSignIn } from './sign-in.ts';
import { createStore } from './store.ts';
import { invalidGrantDescription } from './token-errors.ts';
import { createTrustedApplications } from './trusted-applications.ts';

export interface IdentityOptions {
  /** `http://127.0.0.1:PORT`; the issuer is `{origin}/id`. */
  origin: string;
  clock: Clock;
  switches: IdentitySwitches;
  users: readonly User[];
  clients: readonly Client[];
  /** Passed on to while the switch says so. */
  externalProvider: ExternalProvider;
  /** Called when a sign-out ends a session, so that its licence seat can be freed. */
  onSessionEnded: (sessionId: string) => void;
  /** Called with the form of every request to the token endpoint that reached it. */
  onTokenRequest: (request: IncomingMessage, form: URLSearchParams) => void;
}

/** The identity site of the instance: `{origin}/id` and everything below it. */
export interface Identity {
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** The claims of an access token that is alive by the simulator's clock, else `undefined`. */
  verifyAccessToken: (token: string) => Promise<AccessTokenClaims | undefined>;
  /** Ends access tokens, of everybody or of one user, before their time; returns how many. */
  expireAccessTokens: (login?: string) => number;
  /** Revokes refresh tokens, of everybody or of one user; returns how many. */
  revokeRefreshTokens: (login?: string) => number;
  /** Ends single sign-on for every browser; refresh tokens live on. Returns how many it were. */
  endBrowserSessions: () => number;
  /** Flips an app's `IsEnabled`. */
  disableClient: (id: string, disabled: boolean) => void;
  enableAllClients: () => void;
  issuedSecrets: () => IssuedSecrets;
}

export async function createIdentity(options: IdentityOptions): Promise<Identity> {
  const { origin, clock, switches, users, clients } = options;
  const key = await generateSigningKey();
  const store = createStore({ clock, reuseGrace: () => switches.reuseGrace });
  const accessTokens = createAccessTokens(clock, key);
  const applications = createTrustedApplications(clients, switches);
  const secrets = createSecretsRegister();
  const provider = createProvider({
    ...{ origin, clock, switches, users, clients, applications, store, accessTokens, key },
  });
  provider.use(async (context, next) => {
    await next();
    reshapeAnswer(context);
  });
  provider.on('authorization.success', (_, answer) => secrets.add('codes', answer?.code));
  provider.on('grant.success', recordTokenRequest);
  provider.on('grant.error', (context, error) => {
    recordTokenRequest(context);
    const cause = error.error_detail;
    if (error.error !== 'invalid_grant' || cause === undefined) return;
    context.body = { error: error.error, error_description: invalidGrantDescription(cause) };
  });
  const respond = provider.callback();

  function recordTokenRequest(context: KoaContextWithOIDC): void {
    const fields = Object.entries(context.oidc.body ?? {}).map(([name, value]) => [
      name,
      String(value),
    ]);
    const form = new URLSearchParams(fields);
    secrets.add('codeVerifiers', form.get('code_verifier'));
    secrets.add('clientSecrets', form.get('client_secret'));
    options.onTokenRequest(context.req, form);
  }

  /** The last touches that make an answer of oidc-provider one of ERP.net. */
  function reshapeAnswer(context: Parameters<Parameters<Provider['use']>[0]>[0]): void {
    const body: unknown = context.body;
    const { location } = context.response.headers;
    if (context.path === '/.well-known/openid-configuration') {
      context.body = documentedDiscovery(body, switches);
    } else if (context.path === '/connect/token' && context.status === 200) {
      context.body = recordedTokens(documentedTokens(body, clock, key));
    } else if (typeof location === 'string' && !switches.authorizationResponseIss) {
      context.set('location', withoutIssuer(location));
    }
  }

  function recordedTokens(answer: TokenAnswer): TokenAnswer {
    secrets.add('accessTokens', answer.access_token);
    secrets.add('refreshTokens', answer.refresh_token);
    secrets.add('idTokens', answer.id_token);
    return answer;
  }

  async function authorize(
    request: IncomingMessage,
    response: ServerResponse,
    query: URLSearchParams,
  ) {
    const verdict = judgeAuthorizationRequest(query, applications);
    if (verdict.kind === 'page') {
      sendPage(response, 400, errorPage(verdict.error, verdict.description));
    } else if (verdict.kind === 'redirect') {
      const { to, error, description } = verdict;
      to.searchParams.set('error', error);
      to.searchParams.set('error_description', description);
      const state = query.get('state');
      if (state !== null) to.searchParams.set('state', state);
      if (switches.authorizationResponseIss) to.searchParams.set('iss', `${origin}/id`);
      response.writeHead(303, { location: to.href }).end();
    } else {
      mount(request, `/connect/authorize?${verdict.query}`);
      await respond(request, response);
    }
  }

  return {
    async handle(request, response) {
      const url = new URL(request.url ?? '/', origin);
      const path = url.pathname.replace(/^\/id/, '');
      mount(request, `${path}${url.search}`);
      if (path.startsWith('/sign-in/')) {
        const appName = (id: unknown) => applications.find(String(id))?.name ?? 'an application';
        const externalProvider = switches.externalProvider ? options.externalProvider : undefined;
        await handleSignIn(request, response, { provider, users, externalProvider, appName });
      } else if (path === '/connect/authorize' && request.method === 'GET') {
        await authorize(request, response, url.searchParams);
      } else if (path === '/connect/endsession') {
        const onEnded = (sessionId: string) => {
          store.remove('RefreshToken', (token) => token.sessionUid === sessionId);
          options.onSessionEnded(sessionId);
        };
        await handleEndSession(request, response, { provider, key, applications, onEnded });
      } else if (path === '/connect/revocation' && !switches.revocationEndpoint) {
        response.writeHead(404).end();
      } else {
        await respond(request, response);
      }
    },
    async verifyAccessToken(token) {
      return accessTokens.verify(token);
    },
    expireAccessTokens: accessTokens.expire,
    revokeRefreshTokens: (login) =>
      store.remove('RefreshToken', (token) => login === undefined || token.accountId === login),
    endBrowserSessions: () => store.remove('Session', () => true),
    disableClient: applications.disable,
    enableAllClients: applications.enableAll,
    issuedSecrets: secrets.all,
  };
}

/** Strips `/id`; oidc-provider finds where it is mounted by comparing the two URLs. */
function mount(request: IncomingMessage, url: string): void {
  request.url = url;
  Object.assign(request, { originalUrl: `/id${url}` });
}

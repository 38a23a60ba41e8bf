import { createPublicKey, type JsonWebKey } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HeadlessBrowser, signInAsUser } from '../browser.ts';
import { type Simulator, startSimulator } from '../simulator.ts';
import { readClaims, verifiedClaims } from './jws.ts';
import { OAuthApp, type TokenOutcome, tokensOf } from './oauth-app.ts';

const hour = 3_600_000;
const day = 24 * hour;
const secret = 'simulated-secret-of-the-confidential-app';

let simulator: Simulator;
let app: OAuthApp;

beforeEach(async () => {
  simulator = await startSimulator({ orders: 10 });
  app = new OAuthApp(simulator);
});
afterEach(() => simulator.close());

/** What the Domain API answers to a token. */
async function apiStatus(token: string): Promise<number> {
  const headers = { authorization: `Bearer ${token}` };
  return (await fetch(`${simulator.origin}/profile/me`, { headers })).status;
}

function refusal(outcome: TokenOutcome): {
  status: number;
  error: string;
  why: string | undefined;
} {
  if ('tokens' in outcome) throw new Error('There are tokens.');
  return { status: outcome.status, error: outcome.error, why: outcome.error_description };
}

const invalidGrant = (why: string) => ({ status: 400, error: 'invalid_grant', why });

describe('an access token', () => {
  test('is a signed at+jwt with the claims of ERP.net', async () => {
    const { access_token, expires_in, token_type, scope } = await app.signIn();
    const response = await fetch(`${simulator.origin}/id/.well-known/openid-configuration/jwks`);
    const { keys } = (await response.json()) as { keys: (JsonWebKey & { kid: string })[] };
    const [jwk] = keys;
    const publicKey = createPublicKey({ key: jwk ?? {}, format: 'jwk' });
    const header: unknown = JSON.parse(atob(access_token.split('.')[0] ?? ''));
    expect(header).toEqual({ alg: 'RS256', typ: 'at+jwt', kid: jwk?.kid });
    const key = { kid: jwk?.kid ?? '', publicKey, privateKey: publicKey };
    const claims = verifiedClaims(access_token, key);
    expect(claims?.sid).toBeTypeOf('string');
    expect(claims).toMatchObject({
      iss: `${simulator.origin}/id`,
      aud: ['DomainAPI', 'TableAPI', 'OLAP', 'AppServer'],
      client_id: 'erpnet-navigator',
      sub: 'maria.petrova',
      id: '5f0c3d5e-2a41-4c0e-9d3b-7b1f6a2e8c11',
      scope: ['openid', 'profile', 'offline_access', 'read'],
    });
    expect({ expires_in, token_type, scope }).toEqual({
      expires_in: 3600,
      token_type: 'Bearer',
      scope: 'openid profile offline_access read',
    });
  });

  test('opens the API until its lifetime is over by the simulator’s clock', async () => {
    const { access_token } = await app.signIn();
    expect(await apiStatus(access_token)).not.toBe(401);
    simulator.control.advanceClock(hour - 1000);
    expect(await apiStatus(access_token)).not.toBe(401);
    simulator.control.advanceClock(1000);
    expect(await apiStatus(access_token)).toBe(401);
  });

  test('lives as many seconds as the switch says', async () => {
    simulator.control.set({ accessTokenLifetime: 2 });
    const { access_token, expires_in } = await app.signIn();
    expect(expires_in).toBe(2);
    simulator.control.advanceClock(2000);
    expect(await apiStatus(access_token)).toBe(401);
  });

  test('can be ended early, for one user alone', async () => {
    const { access_token } = await app.signIn();
    expect(simulator.control.expireAccessTokens('john.smith')).toBe(0);
    expect(await apiStatus(access_token)).not.toBe(401);
    expect(simulator.control.expireAccessTokens('maria.petrova')).toBe(1);
    expect(await apiStatus(access_token)).toBe(401);
  });

  test('that was tampered with opens nothing', async () => {
    const { access_token } = await app.signIn();
    const [header, payload, signature] = access_token.split('.');
    const claims = readClaims(access_token);
    const forged = Buffer.from(JSON.stringify({ ...claims, sub: 'john.smith' }));
    expect(await apiStatus(`${header}.${forged.toString('base64url')}.${signature}`)).toBe(401);
    expect(await apiStatus(`${header}.${payload}.`)).toBe(401);
    expect(await apiStatus('nonsense')).toBe(401);
  });

  test('of another instance opens nothing', async () => {
    const other = await startSimulator({ orders: 10 });
    try {
      const { access_token } = await new OAuthApp(other).signIn();
      expect(await apiStatus(access_token)).toBe(401);
    } finally {
      await other.close();
    }
  });
});

describe('a refresh token', () => {
  test.each([
    ['with offline_access', 'openid offline_access read', 'string'],
    ['without offline_access', 'openid read', 'undefined'],
  ])('%s: type %#', async (_, scope, type) => {
    const tokens = await new OAuthApp(simulator, { scope }).signIn();
    expect(typeof tokens.refresh_token).toBe(type);
  });

  test('is not given to public apps when the switch says so, but to confidential ones', async () => {
    simulator.control.set({ refreshTokensForPublicClients: false });
    expect((await app.signIn()).refresh_token).toBeUndefined();
    const clientId = 'erpnet-navigator-confidential';
    const confidential = new OAuthApp(simulator, { clientId, secret });
    expect((await confidential.signIn()).refresh_token).toBeDefined();
  });

  test('is replaced at every use, and the new one works', async () => {
    const seen = new Set<string>();
    let { refresh_token } = await app.signIn();
    for (let use = 0; use < 3; use += 1) {
      seen.add(refresh_token ?? '');
      const tokens = tokensOf(await app.refresh(refresh_token));
      expect(tokens.scope).toBe(app.settings.scope);
      expect(tokens.id_token).toBeTypeOf('string');
      expect(await apiStatus(tokens.access_token)).not.toBe(401);
      ({ refresh_token } = tokens);
    }
    expect(seen.size).toBe(3);
  });

  test('can be asked for less than it stands for', async () => {
    const { refresh_token } = await app.signIn();
    const less = tokensOf(await app.refresh(refresh_token, { scope: 'openid read' }));
    expect(less.scope).toBe('openid read');
    expect(readClaims(less.access_token)?.scope).toEqual(['openid', 'read']);
    expect(tokensOf(await app.refresh(less.refresh_token)).scope).toBe(app.settings.scope);
  });

  test('used twice revokes the whole family, and no other sign-in', async () => {
    const browser = new HeadlessBrowser();
    const first = await app.signIn(browser);
    const other = await app.signIn(browser);
    const second = tokensOf(await app.refresh(first.refresh_token));
    expect(refusal(await app.refresh(first.refresh_token))).toEqual(
      invalidGrant('refresh token was already used'),
    );
    expect(refusal(await app.refresh(second.refresh_token))).toEqual(
      invalidGrant('refresh token is invalid or was revoked'),
    );
    expect((await app.refresh(other.refresh_token)).status).toBe(200);
  });

  test('used many times at the same moment gives one set of tokens', async () => {
    const { refresh_token } = await app.signIn();
    const uses = Array.from({ length: 20 }, () => app.refresh(refresh_token));
    const outcomes = await Promise.all(uses);
    expect(outcomes.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(outcomes.filter(({ status }) => status === 400)).toHaveLength(19);
  });

  test('may be used again within the grace, and is taken for stolen after it', async () => {
    simulator.control.set({ reuseGrace: 10 });
    const { refresh_token } = await app.signIn();
    tokensOf(await app.refresh(refresh_token));
    simulator.control.advanceClock(9000);
    const { refresh_token: latest } = tokensOf(await app.refresh(refresh_token));
    simulator.control.advanceClock(2000);
    expect(refusal(await app.refresh(refresh_token)).why).toBe('refresh token was already used');
    expect((await app.refresh(latest)).status).toBe(400);
  });

  test.each([
    ['a public app', {}, 1],
    ['a confidential app', { clientId: 'erpnet-navigator-confidential', secret }, 30],
  ])('of %s lives the documented time', async (_, settings, days) => {
    const asked = new OAuthApp(simulator, settings);
    const { refresh_token } = await asked.signIn();
    simulator.control.advanceClock(days * day - hour);
    const next = tokensOf(await asked.refresh(refresh_token));
    simulator.control.advanceClock(days * day + 1000);
    expect(refusal(await asked.refresh(next.refresh_token))).toEqual(
      invalidGrant('refresh token is expired'),
    );
  });

  test('that slides is kept alive by use; an absolute one ends with the sign-in’s time', async () => {
    for (const [refreshTokenExpiry, status] of [
      ['sliding', 200],
      ['absolute', 400],
    ] as const) {
      simulator.control.set({ refreshTokenExpiry });
      let { refresh_token } = await app.signIn();
      simulator.control.advanceClock(13 * hour);
      ({ refresh_token } = tokensOf(await app.refresh(refresh_token)));
      simulator.control.advanceClock(10 * hour);
      ({ refresh_token } = tokensOf(await app.refresh(refresh_token)));
      simulator.control.advanceClock(2 * hour);
      expect((await app.refresh(refresh_token)).status).toBe(status);
    }
  });

  test('can be revoked for one user alone', async () => {
    const { refresh_token } = await app.signIn();
    expect(simulator.control.revokeRefreshTokens('john.smith')).toBe(0);
    expect(simulator.control.revokeRefreshTokens('maria.petrova')).toBe(1);
    expect(refusal(await app.refresh(refresh_token))).toEqual(
      invalidGrant('refresh token is invalid or was revoked'),
    );
  });

  test('can be revoked by the app where the endpoint is offered', async () => {
    const { refresh_token } = await app.signIn();
    const revoke = () =>
      fetch(`${simulator.origin}/id/connect/revocation`, {
        method: 'POST',
        body: new URLSearchParams({
          client_id: app.settings.clientId,
          token: refresh_token ?? '',
          token_type_hint: 'refresh_token',
        }),
      });
    const discovery = async (): Promise<unknown> =>
      (await fetch(`${simulator.origin}/id/.well-known/openid-configuration`)).json();
    expect((await revoke()).status).toBe(404);
    expect(await discovery()).not.toHaveProperty('revocation_endpoint');
    simulator.control.set({ revocationEndpoint: true });
    expect(await discovery()).toHaveProperty('revocation_endpoint');
    expect((await revoke()).status).toBe(200);
    expect((await app.refresh(refresh_token)).status).toBe(400);
  });

  test('of one app is refused to another', async () => {
    const { refresh_token } = await app.signIn();
    const clientId = 'erpnet-navigator-confidential';
    const confidential = new OAuthApp(simulator, { clientId, secret });
    expect(refusal(await confidential.refresh(refresh_token))).toEqual(
      invalidGrant('the token was issued to another application'),
    );
  });
});

describe('the token endpoint refuses', () => {
  test('a code that was used, and revokes what it gave', async () => {
    const code = await app.obtainCode();
    const { refresh_token } = tokensOf(await app.exchange(code));
    expect(refusal(await app.exchange(code))).toEqual(
      invalidGrant('authorization code was already used'),
    );
    expect((await app.refresh(refresh_token)).status).toBe(400);
  });

  test('a code that expired', async () => {
    const code = await app.obtainCode();
    simulator.control.advanceClock(301_000);
    expect(refusal(await app.exchange(code))).toEqual(
      invalidGrant('authorization code is expired'),
    );
  });

  test('a code with the wrong verifier or another redirect URI', async () => {
    const code = await app.obtainCode();
    const wrongVerifier = { code_verifier: 'w'.repeat(43) };
    expect(refusal(await app.exchange(code, wrongVerifier))).toEqual(
      invalidGrant('PKCE verification failed'),
    );
    const elsewhere = { redirect_uri: 'http://127.0.0.1:53178/callback' };
    expect(refusal(await app.exchange(code, elsewhere))).toEqual(
      invalidGrant('redirect_uri differs from the authorization request'),
    );
  });

  test('a code that nobody was given', async () => {
    expect(refusal(await app.exchange('made-up'))).toEqual(
      invalidGrant('authorization code is invalid'),
    );
  });

  test.each([
    ['an unknown app', { clientId: 'nobody' }],
    ['a public app with a secret', { secret: 'anything' }],
    ['a confidential app without its secret', { clientId: 'erpnet-navigator-confidential' }],
    ['a wrong secret', { clientId: 'erpnet-navigator-confidential', secret: 'wrong' }],
  ])('%s with invalid_client', async (_, settings) => {
    const refused = refusal(await new OAuthApp(simulator, settings).refresh('any'));
    expect(refused).toMatchObject({ status: 401, error: 'invalid_client' });
  });

  test('a disabled app with unauthorized_client, and loses nothing by it', async () => {
    const { refresh_token } = await app.signIn();
    simulator.control.disableClient('erpnet-navigator', true);
    const refused = refusal(await app.refresh(refresh_token));
    expect(refused).toMatchObject({ status: 400, error: 'unauthorized_client' });
    simulator.control.disableClient('erpnet-navigator', false);
    expect((await app.refresh(refresh_token)).status).toBe(200);
  });

  test('a scope that was not granted, with invalid_scope', async () => {
    const { refresh_token } = await app.signIn();
    const refused = refusal(await app.refresh(refresh_token, { scope: 'openid update' }));
    expect(refused).toMatchObject({ status: 400, error: 'invalid_scope' });
  });

  test('other grant types with unsupported_grant_type', async () => {
    const refused = refusal(await app.refresh('any', { grant_type: 'client_credentials' }));
    expect(refused).toMatchObject({ status: 400, error: 'unsupported_grant_type' });
  });
});

describe('a clock that is wrong', () => {
  test('shows in the id_token and the access token, whose signatures hold', async () => {
    simulator.control.skewClock(2 * hour);
    const { access_token, id_token, refresh_token } = await app.signIn();
    const soon = Date.now() / 1000 + 7200;
    for (const token of [access_token, id_token ?? '']) {
      const { iat, exp } = readClaims(token) ?? {};
      expect(Math.abs(Number(iat) - soon)).toBeLessThan(5);
      expect(Number(exp) - Number(iat)).toBe(3600);
    }
    expect(await apiStatus(access_token)).not.toBe(401);
    const url = new URL('/id/connect/endsession', simulator.origin);
    url.searchParams.set('id_token_hint', id_token ?? '');
    expect((await fetch(url)).status).toBe(200);
    expect((await app.refresh(refresh_token)).status).toBe(400);
  });

  test('ages nothing that is there already, however far it is set', async () => {
    const { access_token, refresh_token } = await app.signIn();
    simulator.control.skewClock(400 * day);
    expect(await apiStatus(access_token)).not.toBe(401);
    expect((await app.refresh(refresh_token)).status).toBe(200);
  });

  test('is not what passing time looks like, which dates tokens later', async () => {
    simulator.control.advanceClock(400 * day);
    const later = Date.now() + 400 * day;
    const { id_token } = await app.signIn();
    expect(Math.abs(Number(readClaims(id_token ?? '')?.iat) - later / 1000)).toBeLessThan(5);
  });
});

test('an instance can live in a time that its test makes up', async () => {
  let time = Date.UTC(2031, 0, 1);
  const own = await startSimulator({ orders: 10, wallClock: () => time });
  try {
    const ownApp = new OAuthApp(own);
    const callback = new URL(
      await signInAsUser(ownApp.authorizationUrl(), { login: 'maria.petrova', password: 'demo' }),
    );
    const first = tokensOf(await ownApp.exchange(callback.searchParams.get('code') ?? ''));
    expect(readClaims(first.id_token ?? '')?.iat).toBe(time / 1000);
    time += day - 60_000;
    const second = tokensOf(await ownApp.refresh(first.refresh_token));
    expect(readClaims(second.access_token)?.iat).toBe(time / 1000);
    time += day + 1000;
    expect(refusal(await ownApp.refresh(second.refresh_token)).why).toBe(
      'refresh token is expired',
    );
  } finally {
    await own.close();
  }
});

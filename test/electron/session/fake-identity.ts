import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import type { Instance } from '../../../electron/contract/instance.ts';
import { failure, type Result, success } from '../../../electron/contract/result.ts';
import type { User } from '../../../electron/contract/session.ts';
import type { Fetch } from '../../../electron/session/identity-fetch.ts';
import { instance } from './sample-session.ts';

const { issuer } = instance;
const algorithm = 'ES256';
const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });

interface Grant {
  readonly login: string;
  readonly clientId: string;
}

interface Code extends Grant {
  readonly nonce: string;
}

/** The identity site of the sample instance, as `fetch` sees it: rotates refresh tokens and forgives nothing. */
export class FakeIdentity {
  /** The time of the site, milliseconds since 1970; its answers tell it to the second. */
  now = Math.floor(Date.now() / 1000) * 1000;
  isOut = false;
  /** Something else stands where identity was. */
  isGone = false;
  /** The app is disabled. */
  isAppRefused = false;
  givesRefreshTokens = true;
  /** The profile site fails in a way that nobody thought of. */
  isProfileBroken = false;
  /** What the token endpoint answers instead of what it would, once. */
  readonly answers: (() => Response | Promise<Response>)[] = [];
  /** The refresh tokens that were presented, and those that were revoked by the app. */
  readonly presented: string[] = [];
  readonly revoked: string[] = [];
  /** Every path that was asked for. */
  readonly paths: string[] = [];
  /** Resolves when it is the turn of a request; at once, if left alone. */
  turn: (what: string) => Promise<unknown> = () => Promise.resolve();
  readonly #codes = new Map<string, Code>();
  readonly #refreshTokens = new Map<string, Grant>();
  readonly #accessTokens = new Map<string, string>();

  readonly fetch: Fetch = async (url, { body }) => {
    const { pathname } = new URL(url);
    const path = pathname.slice(new URL(issuer).pathname.length);
    this.paths.push(path);
    await this.turn(path);
    if (this.isOut) throw new Error('net::ERR_INTERNET_DISCONNECTED');
    if (this.isGone) return new Response('<html>', { status: 404 });
    const form = new URLSearchParams(typeof body === 'string' ? body : (body as URLSearchParams));
    const answer = await this.#answer(path, form);
    answer.headers.set('date', new Date(this.now).toUTCString());
    return answer;
  };

  /** Makes somebody a refresh token without a sign-in. */
  refreshTokenOf(login: string, clientId = 'erpnet-navigator'): string {
    const token = `refresh-${randomUUID()}`;
    this.#refreshTokens.set(token, { login, clientId });
    return token;
  }

  /** Ends every session, as an administrator does. */
  revokeAll(): void {
    this.#refreshTokens.clear();
  }

  /** Signs somebody in at the sign-in page, and returns the address that the browser is sent to. */
  signInAt(authorizeUrl: string, login: string): string {
    const asked = new URL(authorizeUrl).searchParams;
    const code = randomUUID();
    const clientId = asked.get('client_id') ?? '';
    this.#codes.set(code, { login, clientId, nonce: asked.get('nonce') ?? '' });
    const back = new URL(asked.get('redirect_uri') ?? '');
    back.search = new URLSearchParams({ code, state: asked.get('state') ?? '' }).toString();
    return back.href;
  }

  /** Who holds an access token, as the instance’s profile site says. */
  identify(accessToken: string): Result<User> {
    if (this.isProfileBroken) throw new Error('Nobody thought of this.');
    const login = this.#accessTokens.get(accessToken);
    if (login === undefined) return failure({ code: 'serverUnavailable' });
    return success({ id: `id of ${login}`, login, name: login.toUpperCase(), email: '' });
  }

  #answer(path: string, form: URLSearchParams): Response | Promise<Response> {
    switch (path) {
      case '/.well-known/openid-configuration':
        return Response.json({
          issuer,
          ...{ authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token` },
          ...{ jwks_uri: `${issuer}/jwks`, revocation_endpoint: `${issuer}/revoke` },
          id_token_signing_alg_values_supported: [algorithm],
        });
      case '/jwks':
        return Response.json({
          keys: [{ ...keys.publicKey.export({ format: 'jwk' }), alg: algorithm, use: 'sig' }],
        });
      case '/token':
        return this.answers.shift()?.() ?? this.#token(form);
      case '/revoke': {
        const token = form.get('token') ?? '';
        this.revoked.push(token);
        this.#refreshTokens.delete(token);
        return new Response(null, { status: 200 });
      }
      default:
        return new Response(null, { status: 404 });
    }
  }

  #token(form: URLSearchParams): Response {
    const refuse = (error: string): Response => Response.json({ error }, { status: 400 });
    if (form.get('grant_type') === 'authorization_code') {
      const code = this.#codes.get(form.get('code') ?? '');
      if (code === undefined) return refuse('invalid_grant');
      this.#codes.delete(form.get('code') ?? '');
      return this.#tokens(code, code.nonce);
    }
    const presented = form.get('refresh_token') ?? '';
    this.presented.push(presented);
    if (this.isAppRefused) return refuse('invalid_client');
    const grant = this.#refreshTokens.get(presented);
    if (grant === undefined) return refuse('invalid_grant');
    this.#refreshTokens.delete(presented);
    return this.#tokens(grant, null);
  }

  #tokens({ login, clientId }: Grant, nonce: string | null): Response {
    const accessToken = `access-${randomUUID()}`;
    this.#accessTokens.set(accessToken, login);
    return Response.json({
      ...{ access_token: accessToken, token_type: 'Bearer', expires_in: 3600 },
      ...(this.givesRefreshTokens ? { refresh_token: this.refreshTokenOf(login, clientId) } : {}),
      ...(nonce === null ? {} : { id_token: this.#idToken(login, clientId, nonce) }),
    });
  }

  #idToken(login: string, clientId: string, nonce: string): string {
    const at = Math.floor(this.now / 1000);
    const encode = (part: object): string =>
      Buffer.from(JSON.stringify(part)).toString('base64url');
    const claims = { iss: issuer, aud: clientId, sub: login, nonce, iat: at, exp: at + 300 };
    const signed = `${encode({ alg: algorithm, typ: 'JWT' })}.${encode(claims)}`;
    const signature = sign('sha256', Buffer.from(signed), {
      key: keys.privateKey,
      dsaEncoding: 'ieee-p1363',
    });
    return `${signed}.${signature.toString('base64url')}`;
  }
}

/** The sample instance under another address. */
export const movedInstance: Instance = { ...instance, issuer: 'https://new.erp.example/id' };

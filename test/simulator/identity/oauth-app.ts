import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { type HeadlessBrowser, signInAsUser } from '../browser.ts';
import { defaultUsers, type User } from '../options.ts';
import type { Simulator } from '../simulator.ts';

const tokensSchema = z.object({
  access_token: z.string(),
  expires_in: z.number(),
  token_type: z.string(),
  scope: z.string(),
  id_token: z.string().optional(),
  refresh_token: z.string().optional(),
});
const errorSchema = z.object({ error: z.string(), error_description: z.string().optional() });

export type Tokens = z.infer<typeof tokensSchema>;
export type TokenOutcome =
  | { status: number; tokens: Tokens }
  | ({ status: number } & z.infer<typeof errorSchema>);

/** How an {@link OAuthApp} is registered and what it asks for; the default public app by default. */
export interface AppSettings {
  clientId: string;
  secret?: string;
  redirectUri: string;
  scope: string;
}

const publicApp: AppSettings = {
  clientId: 'erpnet-navigator',
  redirectUri: 'http://127.0.0.1:53177/callback',
  scope: 'openid profile offline_access read',
};

/** A registered app as plain as can be: it speaks OAuth over HTTP and checks nothing. */
export class OAuthApp {
  readonly verifier = randomBytes(32).toString('base64url');
  readonly settings: AppSettings;
  readonly #simulator: Simulator;

  constructor(simulator: Simulator, settings: Partial<AppSettings> = {}) {
    this.#simulator = simulator;
    this.settings = { ...publicApp, ...settings };
  }

  /** What it opens in the browser. A parameter given as `undefined` is left out. */
  authorizationUrl(changes: Record<string, string | undefined> = {}): URL {
    const parameters = {
      client_id: this.settings.clientId,
      redirect_uri: this.settings.redirectUri,
      response_type: 'code',
      scope: this.settings.scope,
      state: 'some-state',
      nonce: 'some-nonce',
      code_challenge: createHash('sha256').update(this.verifier).digest('base64url'),
      code_challenge_method: 'S256',
      ...changes,
    };
    const url = new URL('/id/connect/authorize', this.#simulator.origin);
    for (const [name, value] of Object.entries(parameters)) {
      if (value !== undefined) url.searchParams.set(name, value);
    }
    return url;
  }

  /** Lets a person sign in and returns the code that came back. */
  async obtainCode(browser?: HeadlessBrowser, user: User = firstUser()): Promise<string> {
    const callback = new URL(await signInAsUser(this.authorizationUrl(), user, browser));
    return callback.searchParams.get('code') ?? '';
  }

  exchange(code: string, changes: Record<string, string> = {}): Promise<TokenOutcome> {
    return this.#requestTokens({
      grant_type: 'authorization_code',
      code,
      redirect_uri: this.settings.redirectUri,
      code_verifier: this.verifier,
      ...changes,
    });
  }

  refresh(refreshToken: string | undefined, changes: Record<string, string> = {}) {
    const form = { grant_type: 'refresh_token', refresh_token: refreshToken ?? '', ...changes };
    return this.#requestTokens(form);
  }

  /** Signs in and exchanges the code. */
  async signIn(browser?: HeadlessBrowser, user?: User): Promise<Tokens> {
    return tokensOf(await this.exchange(await this.obtainCode(browser, user)));
  }

  async #requestTokens(form: Record<string, string>): Promise<TokenOutcome> {
    const { clientId, secret } = this.settings;
    const credentials = secret === undefined ? {} : { client_secret: secret };
    const response = await fetch(`${this.#simulator.origin}/id/connect/token`, {
      method: 'POST',
      body: new URLSearchParams({ client_id: clientId, ...credentials, ...form }),
    });
    const { status } = response;
    const body: unknown = await response.json();
    return status === 200
      ? { status, tokens: tokensSchema.parse(body) }
      : { status, ...errorSchema.parse(body) };
  }
}

/** The tokens of an outcome. @throws Error with the refusal if there are none. */
export function tokensOf(outcome: TokenOutcome): Tokens {
  if ('tokens' in outcome) return outcome.tokens;
  throw new Error(`No tokens: ${outcome.error}, ${outcome.error_description}`);
}

function firstUser(): User {
  const [user] = defaultUsers;
  if (!user) throw new Error('There are no users.');
  return user;
}

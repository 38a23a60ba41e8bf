import { join } from 'node:path';
import { z } from 'zod';
import type { AppProcess } from './app-process.ts';
import type { Asked, Client } from './client.ts';

/** What a simple client needs. */
export interface SimpleSurroundings {
  readonly process: AppProcess;
  readonly origin: string;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** Signs in at the instance's page; resolves with the code and what it has to be exchanged with. */
  readonly obtainCode: () => Promise<Record<string, string>>;
}

const tokensSchema = z.object({
  access_token: z.string(),
  refresh_token: z.string(),
  expires_in: z.number(),
});

type Tokens = z.infer<typeof tokensSchema> & { readonly receivedAt: number };

const keptSchema = tokensSchema.extend({ receivedAt: z.number() });

/** What both simple clients do alike: keep tokens in a file, call the API with them, sign in. */
class SimpleClient {
  tokens: Tokens | null = null;
  signedOutBecause: string | null = 'nothing kept';
  readonly parts: SimpleSurroundings;
  readonly #file: string;

  constructor(parts: SimpleSurroundings) {
    this.parts = parts;
    this.#file = join(parts.process.machine.folder, 'tokens.json');
  }

  async start(): Promise<void> {
    const bytes = await this.parts.process.disk.read(this.#file).catch(() => null);
    const kept = bytes === null ? undefined : keptSchema.safeParse(JSON.parse(bytes.toString()));
    if (kept?.success === true) this.take(kept.data);
  }

  take(tokens: Tokens): void {
    this.tokens = tokens;
    this.signedOutBecause = null;
  }

  async save(tokens: Tokens): Promise<void> {
    const { disk } = this.parts.process;
    await disk.write(this.#file, JSON.stringify(tokens)).catch(() => undefined);
  }

  signOut(because: string): void {
    this.tokens = null;
    this.signedOutBecause = because;
  }

  async api(token: string): Promise<number> {
    const headers = { authorization: `Bearer ${token}` };
    const answer = await this.parts.fetch(`${this.parts.origin}/profile/me`, { headers });
    await answer.text();
    return answer.status;
  }

  async post(form: Record<string, string>): Promise<{ status: number; body: unknown }> {
    const answer = await this.parts.fetch(`${this.parts.origin}/id/connect/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ client_id: 'erpnet-navigator', ...form }).toString(),
    });
    return { status: answer.status, body: parseJson(await answer.text()) };
  }

  read(body: unknown): Tokens | null {
    const tokens = tokensSchema.safeParse(body);
    const receivedAt = this.parts.process.clock.now();
    return tokens.success ? { ...tokens.data, receivedAt } : null;
  }

  async signIn(): Promise<boolean> {
    this.parts.process.isSpared = true;
    const code = await this.parts.obtainCode();
    const { body } = await this.post({ grant_type: 'authorization_code', ...code });
    this.parts.process.isSpared = false;
    const tokens = this.read(body);
    if (tokens === null) return false;
    this.take(tokens);
    await this.save(tokens);
    return true;
  }
}

function asClient(simple: SimpleClient, ask: () => Promise<Asked>): Client {
  return {
    start: () => simple.start(),
    ask: () => ask().catch(() => 'later' as const),
    reasonToSignIn: () => simple.signedOutBecause,
    signIn: () => simple.signIn(),
    tryAgain: () => Promise.resolve(),
    suspend: () => undefined,
    resume: () => undefined,
    close: () => Promise.resolve(),
  };
}

/**
 * Refreshes on a 401, each request for itself, and takes every refusal for the end: what one finds in many an
 * interceptor.
 */
export function createNaiveClient(parts: SimpleSurroundings): Client {
  const simple = new SimpleClient(parts);

  async function refresh(): Promise<void> {
    const { status, body } = await simple.post({
      grant_type: 'refresh_token',
      refresh_token: simple.tokens?.refresh_token ?? '',
    });
    const tokens = status === 200 ? simple.read(body) : null;
    if (tokens !== null) {
      simple.take(tokens);
      await simple.save(tokens);
    } else if (status >= 400 && status < 500) {
      simple.signOut(`HTTP ${status}`);
    }
  }

  return asClient(simple, async () => {
    if (simple.tokens === null) return 'signInNeeded';
    let status = await simple.api(simple.tokens.access_token);
    if (status === 401) {
      await refresh();
      if (simple.tokens === null) return 'signInNeeded';
      status = await simple.api(simple.tokens.access_token);
    }
    return status === 200 ? 'answered' : 'later';
  });
}

/**
 * One refresh at a time, before the access token runs out, three tries when there is no answer, and only `invalid_grant`
 * ends it: a careful client, but what it got is in use before it is kept, and nothing is written down before it is sent.
 */
export function createCarefulClient(parts: SimpleSurroundings): Client {
  const simple = new SimpleClient(parts);
  const { clock } = parts.process;
  let running: Promise<void> | null = null;

  async function attempt(refreshToken: string): Promise<boolean> {
    const { status, body } = await simple.post({
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
    });
    const tokens = status === 200 ? simple.read(body) : null;
    if (tokens !== null) {
      simple.take(tokens);
      void simple.save(tokens);
      return true;
    }
    if (oauthError(body) !== 'invalid_grant') return false;
    simple.signOut('invalid_grant');
    return true;
  }

  async function refresh(): Promise<void> {
    for (let time = 0; time < 3; time += 1) {
      const isDone = await attempt(simple.tokens?.refresh_token ?? '').catch(() => false);
      if (isDone) return;
      await clock.sleep(1000);
    }
  }

  function refreshOnce(): Promise<void> {
    running ??= refresh().finally(() => {
      running = null;
    });
    return running;
  }

  const isStale = ({ receivedAt, expires_in: seconds }: Tokens): boolean =>
    clock.now() > receivedAt + (seconds - 60) * 1000;

  return asClient(simple, async () => {
    if (simple.tokens !== null && isStale(simple.tokens)) await refreshOnce();
    if (simple.tokens === null) return 'signInNeeded';
    const used = simple.tokens.access_token;
    let status = await simple.api(used);
    if (status === 401) {
      if (simple.tokens.access_token === used) await refreshOnce();
      if (simple.tokens === null) return 'signInNeeded';
      status = await simple.api(simple.tokens.access_token);
    }
    return status === 200 ? 'answered' : 'later';
  });
}

const oauthError = (body: unknown): string | undefined =>
  z.object({ error: z.string() }).safeParse(body).data?.error;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { User } from '../options.ts';
import { readForm } from '../request-body.ts';
import { errorPage, sendPage, signInPage } from './pages.ts';

/** The identity provider of a company, to which ERP.net's sign-in page may pass a person on. */
export interface ExternalProvider {
  /** `http://localhost:PORT`: for a browser another site than the instance, which is at 127.0.0.1. */
  readonly origin: string;
  /** Where to send the browser; it comes back to `returnTo` with `state`, and with `code` or `error`. */
  authorizeUrl: (request: { returnTo: string; state: string; loginHint: string }) => string;
  /** The login that a code stands for, once. */
  redeem: (code: string | null) => string | undefined;
  close: () => Promise<void>;
}

/** @param allowedReturn what the addresses start with that it may send a browser back to. */
export async function startExternalProvider(
  users: readonly User[],
  allowedReturn: string,
): Promise<ExternalProvider> {
  const codes = new Map<string, string>();

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', origin);
    const returnTo = URL.parse(url.searchParams.get('return_to') ?? '');
    if (url.pathname !== '/authorize' || !returnTo?.href.startsWith(allowedReturn)) {
      sendPage(response, 400, errorPage('invalid_request', 'The company does not know this site.'));
      return;
    }
    returnTo.searchParams.set('state', url.searchParams.get('state') ?? '');
    const action = `${url.pathname}${url.search}`;
    const page = { action, appName: 'ERP.net', site: 'Simulated account of a company', users };
    if (request.method !== 'POST') {
      const login = url.searchParams.get('login_hint') ?? '';
      sendPage(response, 200, signInPage({ ...page, login }));
      return;
    }
    const form = await readForm(request);
    const user = users.find(({ login }) => login === form.get('login'));
    if (form.get('action') === 'cancel') {
      returnTo.searchParams.set('error', 'access_denied');
    } else if (user === undefined || user.password !== form.get('password')) {
      const problem = 'The company does not know this user, or the password is wrong.';
      sendPage(response, 200, signInPage({ ...page, login: form.get('login') ?? '', problem }));
      return;
    } else {
      const code = randomBytes(16).toString('base64url');
      codes.set(code, user.login);
      returnTo.searchParams.set('code', code);
    }
    response.writeHead(303, { location: returnTo.href, 'cache-control': 'no-store' }).end();
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      console.error('The simulated account of a company failed:', error);
      response.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const origin = `http://localhost:${port}`;

  return {
    origin,
    authorizeUrl({ returnTo, state, loginHint }) {
      const query = new URLSearchParams({ return_to: returnTo, state, login_hint: loginHint });
      return `${origin}/authorize?${query}`;
    },
    redeem(code) {
      const login = codes.get(code ?? '');
      codes.delete(code ?? '');
      return login;
    },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

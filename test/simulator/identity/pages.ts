import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { User } from '../options.ts';

const style = `
:root { color-scheme: light dark; --ink: #1b2733; --quiet: #5b6875; --line: #c9d2db; --card: #fff;
  --ground: #eef2f6; --accent: #1457a8; --alarm: #b3261e; --hint: #f3f7fc; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6ebf0; --quiet: #9fadba; --line: #3b4855;
  --card: #1d252d; --ground: #12181e; --accent: #7db2f0; --alarm: #ff8a80; --hint: #232e39; } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 24px;
  background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, "Segoe UI", sans-serif; }
main { width: 100%; max-width: 400px; background: var(--card); border: 1px solid var(--line);
  border-radius: 12px; padding: 32px; }
.instance { margin: 0 0 4px; color: var(--quiet); font-size: 14px; }
h1 { margin: 0 0 8px; font-size: 24px; line-height: 1.25; }
p { margin: 0 0 16px; }
label { display: block; margin: 16px 0 4px; font-weight: 600; font-size: 14px; }
input { width: 100%; height: 42px; padding: 0 12px; font: inherit; color: inherit;
  background: transparent; border: 1px solid var(--line); border-radius: 8px; }
input:focus-visible, button:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.actions { display: flex; gap: 12px; margin-top: 24px; }
button { flex: 1; height: 42px; font: inherit; font-weight: 600; border-radius: 8px; cursor: pointer;
  border: 1px solid var(--line); background: transparent; color: inherit; }
button[value=signIn] { flex: 2; background: var(--accent); border-color: var(--accent);
  color: var(--card); }
[role=alert] { margin: 16px 0; color: var(--alarm); font-weight: 600; }
.hint { margin: 24px 0 0; padding: 12px 16px; background: var(--hint); border-radius: 8px;
  font-size: 14px; color: var(--quiet); }
.hint ul { margin: 4px 0 0; padding-left: 20px; }
code { font-family: ui-monospace, "Cascadia Mono", monospace; color: var(--ink); }
`;

const styleHash = createHash('sha256').update(style).digest('base64');
const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

function page(title: string, body: string, site = 'Simulated ERP.net instance'): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<p class="instance">${escaped(site)}</p>
<h1>${escaped(title)}</h1>
${body}
</main>
</body>
</html>
`;
}

/** What the sign-in page shows. */
export interface SignInForm {
  /** Whose page it is; the instance's by default. */
  site?: string;
  action: string;
  appName: string;
  /** What the login field holds at first: the `login_hint`, or what was typed before. */
  login: string;
  /** A sentence about what went wrong with the last try. */
  problem?: string;
  /** Shown as a hint, for this is a demo. */
  users: readonly User[];
}

/** The page on which a person signs in. Names of its fields are stable; tests drive them. */
export function signInPage({ site, action, appName, login, problem, users }: SignInForm): string {
  const focusOn = (field: 'login' | 'password') =>
    (login === '') === (field === 'login') ? ' autofocus' : '';
  const hints = users.map(
    (user) =>
      `<li><code>${escaped(user.login)}</code>, password <code>${escaped(user.password)}</code></li>`,
  );
  return page(
    'Sign in',
    `<p>to continue to <strong>${escaped(appName)}</strong></p>
<form method="post" action="${escaped(action)}">
<label for="login">User</label>
<input id="login" name="login" value="${escaped(login)}" autocomplete="username"${focusOn('login')}>
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password"${focusOn('password')}>
${problem === undefined ? '' : `<p id="problem" role="alert">${escaped(problem)}</p>`}
<div class="actions">
<button name="action" value="signIn">Sign in</button>
<button name="action" value="cancel">Cancel</button>
</div>
</form>
<div class="hint">People of this demo company:<ul>${hints.join('')}</ul></div>`,
    site,
  );
}

/** The page that ends a sign-in which cannot go on, with the error's code as the app would get it. */
export function errorPage(error: string, description: string): string {
  return page(
    'This sign-in cannot continue',
    `<p id="problem" role="alert">${escaped(description)}</p>
<p>Error code: <code id="error">${escaped(error)}</code></p>`,
  );
}

/** The page after a sign-out that named no address to go back to. */
export function signedOutPage(): string {
  return page('You are signed out', '<p>You can close this page.</p>');
}

/** Headers of every page here: nothing is cached, framed, referred from or run. */
export const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; frame-ancestors 'none'`,
};

/** Sends a page. */
export function sendPage(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, pageHeaders).end(html);
}

import type { User } from './options.ts';

/** A page that the {@link HeadlessBrowser} stopped at. */
export interface Page {
  url: string;
  status: number;
  html: string;
}

/** Where following redirects ended: at a page of the instance, or at a URL that leaves it. */
export type Arrival = { page: Page } | { redirectedTo: string };

const mostRedirects = 20;

/** The value of an attribute in a piece of HTML that the simulator wrote. */
function attribute(tag: string, name: string): string | undefined {
  return new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1]?.replaceAll('&amp;', '&');
}

/**
 * Enough of a browser to sign in to the simulator without one: a cookie jar, redirects, one form. It
 * never requests a URL of another origin on its own, so the app's own callback is left to the caller.
 */
export class HeadlessBrowser {
  readonly #cookies = new Map<string, { path: string; pair: string }>();
  readonly #alsoFollowed = new Set<string>();

  /** From here on redirects between these origins are followed too. */
  alsoFollow(...origins: string[]): void {
    for (const origin of origins) this.#alsoFollowed.add(origin);
  }

  /**
   * Opens a URL, with a form if one is given, and follows redirects that stay on its origin or go to
   * one of those that it was told to follow.
   */
  async open(url: string | URL, form?: URLSearchParams): Promise<Arrival> {
    let next = new URL(url);
    let body = form;
    for (let hop = 0; hop < mostRedirects; hop += 1) {
      const response = await fetch(next, {
        redirect: 'manual',
        headers: { accept: 'text/html', cookie: this.#cookiesFor(next) },
        ...(body === undefined ? {} : { method: 'POST', body }),
      });
      this.#remember(response.headers.getSetCookie());
      const html = await response.text();
      const location = response.headers.get('location');
      if (location === null) return { page: { url: next.href, status: response.status, html } };
      const target = new URL(location, next);
      const isFollowed = target.origin === next.origin || this.#alsoFollowed.has(target.origin);
      if (!isFollowed) return { redirectedTo: location };
      next = target;
      body = undefined;
    }
    throw new Error(`More than ${mostRedirects} redirects from ${new URL(url).pathname}`);
  }

  /** Sends the form of a page with the given fields. */
  submit(page: Page, fields: Record<string, string>): Promise<Arrival> {
    const form = /<form\b[^>]*>/.exec(page.html)?.[0];
    if (form === undefined) throw new Error(`No form on ${new URL(page.url).pathname}`);
    const action = new URL(attribute(form, 'action') ?? '', page.url);
    return this.open(action, new URLSearchParams(fields));
  }

  #cookiesFor(url: URL): string {
    const sent = [...this.#cookies.values()].filter(({ path }) => url.pathname.startsWith(path));
    return sent.map(({ pair }) => pair).join('; ');
  }

  #remember(setCookies: string[]): void {
    for (const setCookie of setCookies) {
      const [pair = '', ...attributes] = setCookie.split(/;\s*/);
      const settings = new Map(
        attributes.map((text) => {
          const [name = '', value = ''] = text.split('=');
          return [name.toLowerCase(), value];
        }),
      );
      const path = settings.get('path') ?? '/';
      const key = `${pair.split('=')[0]} ${path}`;
      const expires = settings.get('expires');
      const gone = expires !== undefined && Date.parse(expires) <= Date.now();
      if (gone) this.#cookies.delete(key);
      else this.#cookies.set(key, { path, pair });
    }
  }
}

/**
 * Signs a user in as a person would, without a browser.
 *
 * @param authorizationUrl what the app would open in the system browser.
 * @param browser pass the same one again to come back with its single sign-on cookie.
 * @returns the URL that the browser would be sent to, the app's callback with `code` or `error`; it is
 *   not requested.
 * @throws Error with the text of the page if identity stopped at one, such as after a wrong password.
 */
export async function signInAsUser(
  authorizationUrl: string | URL,
  { login, password }: Pick<User, 'login' | 'password'>,
  browser = new HeadlessBrowser(),
): Promise<string> {
  const first = await browser.open(authorizationUrl);
  const last =
    'page' in first && first.page.status === 200
      ? await browser.submit(first.page, { login, password, action: 'signIn' })
      : first;
  if ('redirectedTo' in last) return last.redirectedTo;
  throw new Error(`Identity stopped at a page (${last.page.status}): ${textOf(last.page.html)}`);
}

function textOf(html: string): string {
  return html
    .replace(/<(style|title)\b[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

import type { App } from 'electron';

/** The part of Electron's `app` that hands links over. */
export interface LinkSource extends Pick<App, 'isPackaged' | 'setAsDefaultProtocolClient'> {
  /** macOS. */
  on(
    event: 'open-url',
    listener: (event: { preventDefault(): void }, url: string) => void,
  ): unknown;
  /** Windows and Linux, where a link starts the app once more. */
  on(
    event: 'second-instance',
    listener: (event: unknown, commandLine: readonly string[]) => void,
  ): unknown;
}

/**
 * Has the system open a scheme with this program. One that was built from the sources leaves it to the one that is installed; on
 * Windows the installer has done it, for the computer or for this person, and takes it back when the app is removed, which nobody
 * would do with what the app itself had written for each person who ever started it.
 */
export function claimScheme(
  app: Pick<LinkSource, 'isPackaged' | 'setAsDefaultProtocolClient'>,
  scheme: string,
  platform: NodeJS.Platform,
): void {
  if (app.isPackaged && platform !== 'win32') app.setAsDefaultProtocolClient(scheme);
}

/** The redirects of sign-ins that the system hands to the app as links of its own scheme. */
export interface DeepLinks {
  /**
   * Calls `listener` with the query of each redirect until the returned function is called.
   *
   * From then on the system opens the scheme with this program, if it is an installed one: a build from the sources must
   * not take the links away from it. Not before, because it changes the user's system, and most instances send people back
   * to loopback.
   */
  onRedirect(listener: (query: URLSearchParams) => void): () => void;
}

/**
 * Takes the links of the app's own scheme. There is one that means something, the redirect of a sign-in; everything else
 * is ignored, and so is a redirect that nobody waits for. That includes the one that starts the app: whoever waited for
 * it went with the process before.
 *
 * To be called before the app is ready, or macOS's first link is missed.
 * @param redirectUri `scheme:/path`, without authority and query.
 * @see RFC 8252 section 7.1; Electron docs, `app`, events `open-url` and `second-instance`
 */
export function openDeepLinks(
  app: LinkSource,
  redirectUri: string,
  platform: NodeJS.Platform,
): DeepLinks {
  const listeners = new Set<(query: URLSearchParams) => void>();
  const scheme = redirectUri.slice(0, redirectUri.indexOf(':'));

  function take(link: string): void {
    const query = redirectQuery(link, redirectUri);
    if (query === null) return;
    for (const listener of listeners) listener(query);
  }

  app.on('open-url', (event, url) => {
    event.preventDefault();
    take(url);
  });
  // Chromium adds switches of its own and may change their order, so the link can be anywhere.
  app.on('second-instance', (_event, commandLine) => {
    for (const argument of commandLine) take(argument);
  });
  return {
    onRedirect(listener) {
      claimScheme(app, scheme, platform);
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** Far more than a code, a state and an issuer need. */
const mostCharacters = 8_000;

/**
 * The query of a link that is exactly the redirect URI, or the same with an empty authority (`scheme:///path`), which is
 * how some desktops write it; null for any other text.
 */
function redirectQuery(link: string, redirectUri: string): URLSearchParams | null {
  if (link.length > mostCharacters || !/^[\x21-\x7e]+$/.test(link)) return null;
  const [withoutFragment = ''] = link.split('#', 1);
  const mark = withoutFragment.indexOf('?');
  if (mark === -1) return null;
  const address = withoutFragment.slice(0, mark);
  const isRedirect = address === redirectUri || address === redirectUri.replace(':/', ':///');
  return isRedirect ? new URLSearchParams(withoutFragment.slice(mark + 1)) : null;
}

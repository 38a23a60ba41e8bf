import { type LinkedPlace, linkScheme, type WaitingLink } from '../contract/links.ts';
import { claimScheme, type LinkSource } from './deep-links.ts';
import { type Link, parseLink } from './link-text.ts';

/** The links that the system hands to the app, of which the newest one counts. Opening one asks nobody for anything. */
export interface OpenedLinks {
  /** The link that has led nowhere yet; null when there is none. */
  waiting(): WaitingLink | null;
  /** Where the waiting link leads, which is forgotten by that; null unless it leads into this instance. */
  take(host: string): LinkedPlace | null;
  /** Forgets the waiting link: somebody does not want to go there. */
  dismiss(): void;
  /** Has the system open the links with this program, if it is an installed one, and tells `listener` what waits whenever that changes. */
  onChange(listener: (waiting: WaitingLink | null) => void): void;
}

/**
 * Takes the links to records and rows; everything else is ignored. A link waits until somebody is signed in to its instance, or has
 * said that they don't want to go there.
 *
 * To be called before the app is ready, or macOS's first link is missed.
 * @param commandLine of this process: on Windows and Linux the link that starts the app
 * @see Electron docs, `app`, events `open-url` and `second-instance`
 */
export function openLinks(
  app: LinkSource,
  commandLine: readonly string[],
  platform: NodeJS.Platform,
): OpenedLinks {
  let newest: Link | null = null;
  let tell: (waiting: WaitingLink | null) => void = () => undefined;

  const waiting = (): WaitingLink | null => (newest === null ? null : { host: newest.host });

  function become(link: Link | null): void {
    newest = link;
    tell(waiting());
  }

  function read(texts: readonly string[]): void {
    const links = texts.flatMap((text) => parseLink(text) ?? []);
    const last = links.at(-1);
    if (last !== undefined) become(last);
  }

  read(commandLine);
  app.on('open-url', (event, url) => {
    event.preventDefault();
    read([url]);
  });
  app.on('second-instance', (_event, texts) => read(texts));
  return {
    waiting,
    take(host) {
      if (newest?.host !== host.toLowerCase()) return null;
      const { host: _host, ...place } = newest;
      become(null);
      return place;
    },
    dismiss: () => become(null),
    onChange(listener) {
      claimScheme(app, linkScheme, platform);
      tell = listener;
    },
  };
}

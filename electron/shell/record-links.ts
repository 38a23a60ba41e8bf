import type { LinkedRecord } from '../contract/record-links.ts';
import { recordScheme } from '../contract/record-links.ts';
import type { LinkSource } from './deep-links.ts';

/** The links to records that the system hands to the app. */
export interface RecordLinks {
  /** The record of the newest link, which is forgotten by that; null unless there is one to a record of this instance. */
  take(host: string): LinkedRecord | null;
  /** Has the system open the links with this program, if it is an installed one, and calls `listener` whenever one was opened. */
  onOpened(listener: () => void): void;
}

/** Far more than a host and a name need. */
const mostCharacters = 1_000;
const link =
  /^erpnet-navigator:\/\/([A-Za-z0-9.-]{1,253}(?::\d{1,5})?)\/([A-Za-z_][A-Za-z0-9_]{0,199})\(([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\)$/i;

/** What a link says, when it is exactly one to a record. Anybody can write one, so it names what to look at, and nothing else. */
function readLink(text: string): (LinkedRecord & { readonly host: string }) | null {
  if (text.length > mostCharacters) return null;
  const [, host, set, id] = link.exec(text) ?? [];
  if (host === undefined || set === undefined || id === undefined) return null;
  return { host: host.toLowerCase(), set, id: id.toLowerCase() };
}

/**
 * Takes the links to records; everything else is ignored. A link waits until somebody is signed in to its instance.
 *
 * To be called before the app is ready, or macOS's first link is missed.
 * @param commandLine of this process: on Windows and Linux the link that starts the app
 * @see Electron docs, `app`, events `open-url` and `second-instance`
 */
export function openRecordLinks(app: LinkSource, commandLine: readonly string[]): RecordLinks {
  let newest: ReturnType<typeof readLink> = null;
  let tell = (): void => undefined;

  function read(texts: readonly string[]): void {
    for (const text of texts) {
      const found = readLink(text);
      if (found === null) continue;
      newest = found;
      tell();
    }
  }

  read(commandLine);
  app.on('open-url', (event, url) => {
    event.preventDefault();
    read([url]);
  });
  app.on('second-instance', (_event, texts) => read(texts));
  return {
    take(host) {
      if (newest?.host !== host.toLowerCase()) return null;
      const { set, id } = newest;
      newest = null;
      return { set, id };
    },
    onOpened(listener) {
      if (app.isPackaged) app.setAsDefaultProtocolClient(recordScheme);
      tell = listener;
    },
  };
}

import type { Session } from 'electron';
import type { Fetch } from '../instance/http.ts';
import { type CertificateWatch, watchCertificates } from './certificate-watch.ts';

/** The part of Electron's session that the network is asked through. */
export type NetworkSession = Pick<
  Session,
  'fetch' | 'resolveHost' | 'resolveProxy' | 'setProxy' | 'setCertificateVerifyProc'
>;

/**
 * The name of the session, in memory, that everything goes through: no cookies of people's browsers, nothing on disk. It is the name
 * that electron-updater gives the session of its requests (`NET_SESSION_NAME`), so that who has signed in to a proxy for one is
 * signed in for the other.
 */
export const networkPartition = 'electron-updater';

/** The way to the network, as this computer's owner has set it up. */
export interface Network {
  readonly fetch: Fetch;
  /** The way that the system's settings, or their script, name for an address: `DIRECT`, `PROXY proxy.example:8080`. */
  resolveProxy(address: string): Promise<string>;
  /** The addresses of a host; rejects with Chromium's name for the reason. */
  resolveHost(host: string): Promise<readonly string[]>;
  readonly certificates: CertificateWatch;
}

/**
 * Takes the network up over a session of Chromium's own stack: the system's proxy or its script, the certificates that the
 * system trusts, a company's own among them, and the system's names. Nothing asks past it: Node's TLS has another list of
 * authorities and knows no proxy.
 * @see Electron docs, `ses.setProxy`, mode `system`
 */
export function openNetwork(session: NetworkSession): Network {
  // What Electron's sessions begin with; said, so that nobody has to know it.
  const ready = session.setProxy({ mode: 'system' });
  return {
    async fetch(input, init) {
      await ready;
      return session.fetch(input instanceof URL ? input.href : input, init);
    },
    async resolveProxy(address) {
      await ready;
      return session.resolveProxy(address);
    },
    async resolveHost(host) {
      const { endpoints } = await session.resolveHost(host);
      return [...new Set(endpoints.map(({ address }) => address))];
    },
    certificates: watchCertificates(session),
  };
}

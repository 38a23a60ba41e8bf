import type { Certificate } from 'electron';
import type { Fetch } from '../instance/http.ts';
import { networkErrorName } from './network-error.ts';
import type { NetworkQuestions } from './questions.ts';

/** The part of Electron's `app` that asks for certificates. */
export interface CertificateSource {
  on(
    event: 'select-client-certificate',
    listener: (
      event: { preventDefault(): void },
      contents: unknown,
      address: string,
      certificates: Certificate[],
      callback: (certificate?: Certificate) => void,
    ) => void,
  ): unknown;
}

/** How the choice of a certificate fares. */
export type CertificateChoiceState = 'asked' | 'chosen' | 'cancelled' | 'refused';

/** The certificates that somebody has chosen to show. */
export interface ClientCertificates {
  /** The same `fetch`, which sees when a server refuses what was chosen, so that another one can be. */
  through(fetch: Fetch): Fetch;
  /** Somebody wants to be asked again, although they did not choose the last time. */
  askAgain(): void;
}

/** What choosing certificates needs. */
export interface ClientCertificateOptions {
  readonly questions: Pick<NetworkQuestions, 'ask'>;
  readonly clock: { now(): number };
  readonly onState: (state: CertificateChoiceState) => void;
}

/** What Chromium says when a server does not take the certificate (net/base/net_error_list.h). */
const refused = /^ERR_(BAD_)?SSL_CLIENT_AUTH_\w+$/;
/** Who has cancelled is left alone for a while, in milliseconds: something asks every few seconds. */
const quietMs = 10 * 60_000;

/**
 * Lets the person choose which certificate to show to a server that asks for one; Electron itself would show the first, whatever
 * it is. A choice counts for the host until the server refuses it or the app ends. The window's own page asks no server, and shows
 * none.
 * @see Electron docs, `app`, event `select-client-certificate`
 */
export function chooseClientCertificates(
  app: CertificateSource,
  { questions, clock, onState }: ClientCertificateOptions,
): ClientCertificates {
  /** Fingerprints by host. */
  const chosen = new Map<string, string>();
  /** Hosts that have refused what was chosen last. */
  const refusing = new Set<string>();
  /** By host, until when nobody is asked. */
  const quiet = new Map<string, number>();
  /** By host, what is being asked, so that requests that come together ask once. */
  const asking = new Map<string, Promise<string | null>>();

  async function ask(host: string, certificates: readonly Certificate[]): Promise<string | null> {
    if (clock.now() < (quiet.get(host) ?? 0)) return null;
    onState('asked');
    const said = await questions.ask({
      ...{ kind: 'clientCertificate', host, isRetry: refusing.has(host) },
      certificates: certificates.map(({ subjectName, issuerName, validExpiry }) => ({
        subject: subjectName,
        issuer: issuerName,
        validUntil: validExpiry * 1000,
      })),
    });
    const place = said?.kind === 'clientCertificate' ? said.place : -1;
    const fingerprint = certificates[place]?.fingerprint ?? null;
    onState(fingerprint === null ? 'cancelled' : 'chosen');
    if (fingerprint === null) quiet.set(host, clock.now() + quietMs);
    else chosen.set(host, fingerprint);
    return fingerprint;
  }

  async function choose(
    host: string,
    certificates: readonly Certificate[],
  ): Promise<string | null> {
    const known = chosen.get(host);
    if (certificates.some(({ fingerprint }) => fingerprint === known)) return known ?? null;
    const underWay = asking.get(host) ?? ask(host, certificates);
    asking.set(host, underWay);
    return underWay.finally(() => asking.delete(host));
  }

  async function show(
    host: string,
    certificates: readonly Certificate[],
    callback: (certificate?: Certificate) => void,
  ): Promise<void> {
    const fingerprint = await choose(host, certificates);
    callback(certificates.find((each) => each.fingerprint === fingerprint));
  }

  app.on('select-client-certificate', (event, contents, address, certificates, callback) => {
    event.preventDefault();
    const host = hostOf(address);
    if (contents !== null || host === '' || certificates.length === 0) return callback();
    void show(host, certificates, callback);
  });

  return {
    through: (fetch) => async (input, init) => {
      try {
        return await fetch(input, init);
      } catch (error) {
        const host = hostOf(input instanceof Request ? input.url : String(input));
        if (refused.test(networkErrorName(error) ?? '') && chosen.delete(host)) {
          refusing.add(host);
          onState('refused');
        }
        throw error;
      }
    },
    askAgain: () => quiet.clear(),
  };
}

/** The host, with its port unless that is the one of https. Chromium tells of a server as `x.example:443`, which is no URL. */
function hostOf(address: string): string {
  return URL.parse(address.includes('://') ? address : `https://${address}`)?.host ?? '';
}

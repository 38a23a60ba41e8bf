import type { Certificate } from 'electron';
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
export type CertificateChoiceState = 'asked' | 'chosen' | 'cancelled';

/**
 * Lets the person choose which certificate to show to a server that asks for one; Electron itself would show the first, whatever
 * it is. A choice counts for the host until the app ends. The window's own page asks no server, and shows none.
 * @see Electron docs, `app`, event `select-client-certificate`
 */
export function chooseClientCertificates(
  app: CertificateSource,
  questions: Pick<NetworkQuestions, 'ask'>,
  onState: (state: CertificateChoiceState) => void,
): void {
  /** Fingerprints by host. */
  const chosen = new Map<string, string>();
  /** By host, what is being asked, so that requests that come together ask once. */
  const asking = new Map<string, Promise<string | null>>();

  async function ask(host: string, certificates: readonly Certificate[]): Promise<string | null> {
    onState('asked');
    const said = await questions.ask({
      kind: 'clientCertificate',
      host,
      certificates: certificates.map(({ subjectName, issuerName, validExpiry }) => ({
        subject: subjectName,
        issuer: issuerName,
        validUntil: validExpiry * 1000,
      })),
    });
    const place = said?.kind === 'clientCertificate' ? said.place : -1;
    const fingerprint = certificates[place]?.fingerprint ?? null;
    onState(fingerprint === null ? 'cancelled' : 'chosen');
    if (fingerprint !== null) chosen.set(host, fingerprint);
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
    const host = URL.parse(address)?.host ?? '';
    if (contents !== null || host === '' || certificates.length === 0) return callback();
    void show(host, certificates, callback);
  });
}

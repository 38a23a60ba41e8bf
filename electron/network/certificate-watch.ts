import type { Session } from 'electron';

/** The certificate that a server has shown. */
export interface ServerCertificate {
  readonly subject: string;
  readonly issuer: string;
  /** Milliseconds since 1970. */
  readonly validFrom: number;
  readonly validUntil: number;
  /** The authority is one that browsers bring; false for a company's own, as far as Chromium tells. */
  readonly isOfKnownAuthority: boolean;
}

/** Knows the certificates of the servers that were asked. */
export interface CertificateWatch {
  /** The one that was seen last; null when none was. */
  of(hostname: string): ServerCertificate | null;
}

/** Leaves the verdict to Chromium, as if nobody had asked (Electron docs, `ses.setCertificateVerifyProc`). */
const asChromiumSays = -3;
/** Hosts to remember; an instance has a handful. */
const mostHosts = 50;

/**
 * Looks on while Chromium judges certificates, and never judges itself. They are remembered, because the verdict on one that is
 * known already is not asked for again.
 */
export function watchCertificates(
  session: Pick<Session, 'setCertificateVerifyProc'>,
): CertificateWatch {
  const seen = new Map<string, ServerCertificate>();
  session.setCertificateVerifyProc(({ hostname, certificate, isIssuedByKnownRoot }, callback) => {
    callback(asChromiumSays);
    seen.delete(hostname);
    seen.set(hostname, {
      subject: certificate.subjectName,
      issuer: certificate.issuerName,
      validFrom: certificate.validStart * 1000,
      validUntil: certificate.validExpiry * 1000,
      isOfKnownAuthority: isIssuedByKnownRoot,
    });
    const [oldest] = seen.keys();
    if (seen.size > mostHosts && oldest !== undefined) seen.delete(oldest);
  });
  return { of: (hostname) => seen.get(hostname) ?? null };
}

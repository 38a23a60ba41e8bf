/**
 * Chromium can't be given a custom standard scheme from outside. A page of `app://bundle/x` therefore
 * lives at `https://bundle.app.chromium-host.invalid/x`: a secure context and an origin of its own,
 * on a name that never resolves (RFC 6761, section 6.4).
 */
const suffix = '.chromium-host.invalid';

/** Translates between the URLs that the app knows and those that Chromium sees. */
export class Origins {
  readonly #schemes = new Set<string>();

  /** Declares a scheme (without colon) as standard: its pages get origins of their own. */
  add(scheme: string): void {
    this.#schemes.add(scheme);
  }

  has(scheme: string): boolean {
    return this.#schemes.has(scheme);
  }

  /** `app://bundle/x` → `https://bundle.app.chromium-host.invalid/x`; anything else as it is. */
  toPage(url: string): string {
    const match = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/is.exec(url);
    const [, scheme = '', host = '', rest = ''] = match ?? [];
    if (!this.#schemes.has(scheme.toLowerCase())) return url;
    return `https://${host || '-'}.${scheme.toLowerCase()}${suffix}${rest}`;
  }

  /** The other way round; anything else as it is. */
  toApp(url: string): string {
    const match = /^(blob:)?https:\/\/([^/?#]+)(.*)$/s.exec(url);
    const [, blob = '', host = '', rest = ''] = match ?? [];
    const named = this.#split(host);
    return named === undefined ? url : `${blob}${named.scheme}://${named.host}${rest}`;
  }

  #split(host: string): { host: string; scheme: string } | undefined {
    if (!host.endsWith(suffix)) return undefined;
    const labels = host.slice(0, -suffix.length).split('.');
    const scheme = labels.pop() ?? '';
    const name = labels.join('.');
    return this.#schemes.has(scheme) ? { host: name === '-' ? '' : name, scheme } : undefined;
  }

  /** Replaces the app's origins inside a header such as Content-Security-Policy or Location. */
  headerToPage(value: string): string {
    let mapped = value;
    for (const scheme of this.#schemes) {
      mapped = mapped
        .replace(
          new RegExp(`\\b${scheme}://([A-Za-z0-9.-]+)`, 'g'),
          (_match, host: string) => `https://${host}.${scheme}${suffix}`,
        )
        .replace(
          new RegExp(`(^|[\\s;])${scheme}:(?=[\\s;]|$)`, 'g'),
          `$1https://*.${scheme}${suffix}`,
        );
    }
    return mapped;
  }

  /** Patterns for `Fetch.enable` that match every mapped origin. */
  patterns(): string[] {
    return [...this.#schemes].map((scheme) => `https://*.${scheme}${suffix}/*`);
  }
}

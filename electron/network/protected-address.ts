const loopbackNames: ReadonlySet<string> = new Set(['127.0.0.1', '[::1]', 'localhost']);

/** Whether a URL's host name is this computer. */
export function isLoopback(hostname: string): boolean {
  return loopbackNames.has(hostname);
}

/** Plain HTTP to this computer: the one place that may be spoken to without TLS (RFC 8252 section 8.3). */
export function isPlainLoopback(url: URL): boolean {
  return url.protocol === 'http:' && isLoopback(url.hostname);
}

/** Whether nobody on the way can read or change what goes to a web address: https, or this computer itself. */
export function isProtected(url: URL): boolean {
  return url.protocol === 'https:' || isPlainLoopback(url);
}

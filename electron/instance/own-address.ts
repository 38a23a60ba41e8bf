/** Encoded separators and dots can be read as another path by a server than by us. */
const ambiguousPath = /%(2f|5c|2e)/i;

function isUnder(url: URL, base: URL): boolean {
  const folder = base.pathname.replace(/\/+$/, '');
  const inside = url.pathname === folder || url.pathname.startsWith(`${folder}/`);
  return url.origin === base.origin && inside;
}

/**
 * Whether a URL lies under one of the given addresses, so that it may be asked with the account's token. Compares what
 * a URL means (origin and whole path segments), not how it is written.
 */
export function isOwnAddress(url: URL, bases: readonly string[]): boolean {
  if (url.username !== '' || url.password !== '' || ambiguousPath.test(url.pathname)) return false;
  return bases.some((base) => isUnder(url, new URL(base)));
}

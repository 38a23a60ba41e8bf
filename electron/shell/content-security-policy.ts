/** The one Trusted Types policy that the page may make: HTML that is read in a document which loads and runs nothing. */
const markupPolicy = 'inert-markup';

/**
 * The Content Security Policy of the app's own page: nothing is allowed that the page does not need. The page itself
 * makes no network request, so not even `connect-src` is open. No text becomes markup or code in it (Trusted Types), but by
 * {@link markupPolicy}.
 * @param nonce fresh for every response (CSP Level 3, section 7.1)
 */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
    "require-trusted-types-for 'script'",
    `trusted-types ${markupPolicy}`,
  ].join('; ');
}

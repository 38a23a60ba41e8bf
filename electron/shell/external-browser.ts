import { isProtected } from '../network/protected-address.ts';

/**
 * Opens a page in the user's own browser. Only web pages: a `file:` or custom-scheme address handed to the system could
 * start a program.
 * @param openExternal Electron's `shell.openExternal`
 * @throws TypeError when the address is neither https nor http on loopback (RFC 8252 section 8.3); whatever the system
 * says when it finds no browser
 */
export async function openInBrowser(
  address: string,
  openExternal: (url: string) => Promise<void>,
): Promise<void> {
  const url = new URL(address);
  if (!isProtected(url)) throw new TypeError('Only web pages are opened in the browser.');
  await openExternal(url.href);
}

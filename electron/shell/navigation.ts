import type { WebContents } from 'electron';

/**
 * Pins a page to where it was loaded: no navigation, no redirect, no new window, no embedded page. What should open
 * elsewhere goes to the user's browser by a request of the contract, never by a link.
 * @see Electron docs, security checklist, items 13 and 14
 */
export function pinToPage(contents: Pick<WebContents, 'on' | 'setWindowOpenHandler'>): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

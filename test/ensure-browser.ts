import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findBrowser } from './chromium-host/browser.ts';

/**
 * Makes sure of a browser, because the app's window and the user's own browser are shown in one: Chrome, Chromium or Edge.
 * As root on Debian it installs Debian's; elsewhere it says what to install.
 * @throws when there is none and none could be installed
 */
export function ensureBrowser(): void {
  if (findBrowser() !== undefined) return;
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) installDebianChromium();
  if (findBrowser() === undefined) {
    throw new Error(
      'No browser was found. Install Chrome, Chromium or Edge, or name one with CHROME_PATH.',
    );
  }
}

function installDebianChromium(): void {
  console.log('No browser was found; installing Debian’s chromium.');
  const options = {
    stdio: 'inherit',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  } as const;
  spawnSync('apt-get', ['update', '-qq'], options);
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], options);
}

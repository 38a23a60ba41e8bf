import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = [
  'google-chrome-stable',
  'google-chrome',
  'chromium',
  'chromium-browser',
  'microsoft-edge-stable',
  'microsoft-edge',
];

const macBundles = ['Google Chrome', 'Chromium', 'Microsoft Edge'];

const windowsPaths = [
  ['Google', 'Chrome', 'Application', 'chrome.exe'],
  ['Chromium', 'Application', 'chrome.exe'],
  ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
];

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function candidates(environment: NodeJS.ProcessEnv): string[] {
  if (process.platform === 'darwin') {
    const folders = ['/Applications', join(environment.HOME ?? '', 'Applications')];
    return macBundles.flatMap((name) =>
      folders.map((folder) => join(folder, `${name}.app`, 'Contents', 'MacOS', name)),
    );
  }
  if (process.platform === 'win32') {
    const roots = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA']
      .map((name) => environment[name])
      .filter((root) => root !== undefined);
    return windowsPaths.flatMap((parts) => roots.map((root) => join(root, ...parts)));
  }
  const folders = (environment.PATH ?? '').split(delimiter);
  const path = [...new Set([...folders, '/usr/bin', '/usr/local/bin', '/snap/bin'])];
  return names.flatMap((name) => path.map((folder) => join(folder, name)));
}

/**
 * Finds an installed Chrome, Chromium or Edge: `CHROME_PATH` when it is set, else the usual places of
 * the operating system. `undefined` when there is none, or when `CHROME_PATH` names no executable.
 */
export function findBrowser(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const named = environment.CHROME_PATH;
  if (named !== undefined && named !== '') return isExecutable(named) ? named : undefined;
  return candidates(environment).find(isExecutable);
}

/**
 * The executable that a browser comes down to. Debian's wrapper script would add a dozen child processes, a quarter of a second,
 * extensions, and drawing for a graphics card that is not there.
 */
export function directExecutable(browser: string): string {
  const debian = '/usr/lib/chromium/chromium';
  return browser === '/usr/bin/chromium' && existsSync(debian) ? debian : browser;
}

/**
 * What nobody sees and nothing needs. Two pages of the address bar's would start with every window, and take as long as the
 * app's own; the rest asks the network, waits, or offers something.
 */
export const unwantedFeatures = [
  'AimEnabled',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'Translate',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxPopup',
];

/** Switches that any Chromium started by the tests gets: nothing calls home, nothing asks. */
export function quietSwitches(): string[] {
  const isRoot = process.getuid?.() === 0;
  return [
    ...(isRoot ? ['--no-sandbox', '--test-type'] : []),
    '--disable-quic',
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-search-engine-choice-screen',
    '--password-store=basic',
    '--use-mock-keychain',
  ];
}

import { readFileSync } from 'node:fs';
import inspector from 'node:inspector';
import { createRequire, enableCompileCache, registerHooks } from 'node:module';
import { arch, type } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

enableCompileCache();

const [{ host }, { default: electron }, { readAppPackage }, { Chromium }, { installControls }] =
  await Promise.all([
    import('./host.ts'),
    import('./electron.ts'),
    import('./default-app.ts'),
    import('./chromium/chromium.ts'),
    import('./host-only.ts'),
  ]);
const { connectWindows } = await import('./window/connect.ts');
const { parseTrusted } = await import('./json.ts');

const require = createRequire(import.meta.url);

/** Both `import` and `require` of Electron, in the app, in `-r` modules and in the inspector. */
function mapElectron(): void {
  const url = new URL('./electron.ts', import.meta.url).href;
  const names = new Set(['electron', 'electron/main', 'electron/common']);
  registerHooks({
    resolve: (specifier, context, next) =>
      names.has(specifier) ? { url, shortCircuit: true } : next(specifier, context),
  });
}

function poseAsElectron(): void {
  const executable = process.env.CHROMIUM_HOST_EXECUTABLE ?? process.execPath;
  process.env.CHROMIUM_HOST_NODE = process.execPath;
  process.argv.splice(0, 2, executable);
  const manifest = require.resolve('electron/package.json');
  const { version } = parseTrusted<{ version: string }>(readFileSync(manifest, 'utf8'));
  const versions = { ...process.versions, electron: version, chrome: '' };
  const define = (name: string, value: unknown) =>
    Object.defineProperty(process, name, { value, enumerable: true, configurable: true });
  define('versions', versions);
  define('execPath', executable);
  define('type', 'browser');
  define('defaultApp', true);
  define('resourcesPath', join(executable, '..', 'resources'));
}

function openInspector(): void {
  const port = host.commandLine.switches.get('inspect');
  if (port !== undefined) inspector.open(Number(port || 9229), '127.0.0.1');
}

function userAgent(name: string, version: string): string {
  const system =
    {
      darwin: 'Macintosh; Intel Mac OS X 10_15_7',
      win32: 'Windows NT 10.0; Win64; x64',
    }[process.platform as string] ?? `X11; ${type()} ${arch() === 'x64' ? 'x86_64' : arch()}`;
  const { electron: electronVersion } = process.versions;
  return (
    `Mozilla/5.0 (${system}) AppleWebKit/537.36 (KHTML, like Gecko) ` +
    `${name.replaceAll(' ', '')}/${version || '0'} Chrome/156.0.0.0 Electron/${electronVersion} Safari/537.36`
  );
}

function handleEndings(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => electron.app.quit());
  }
  // Whoever read the output may have gone; telling that on the same output would never end.
  for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined);
  process.on('uncaughtException', (error) => {
    if (process.listenerCount('uncaughtException') > 1) return;
    electron.dialog.showErrorBox(
      'A JavaScript error occurred in the main process',
      `Uncaught Exception:\n${error.stack ?? String(error)}`,
    );
  });
}

/** A test that was killed can't quit what it drives: end when the process that started this one has. */
function endWithParent(): void {
  if (host.commandLine.switches.get('inspect') !== '0') return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) electron.app.exit(1);
  }, 500).unref();
}

async function startChromium(): Promise<void> {
  const starting = Chromium.start({
    profile: join(electron.app.getPath('sessionData'), 'Chromium'),
    headless: host.headless,
    userAgent: host.userAgent,
    switches: host.commandLine.switches,
  });
  // Node loads its fetch classes on first use, which takes longer than a page: now there is time.
  Reflect.construct(Response, []);
  const chromium = await starting;
  host.chromium = chromium;
  void chromium.pipe.closed.then(() => {
    if (electron.app.isEnding) return;
    console.error('The browser of the Chromium host ended unexpectedly.');
    process.exit(1);
  });
  await connectWindows(chromium);
}

async function main(): Promise<void> {
  mapElectron();
  poseAsElectron();
  openInspector();
  handleEndings();
  endWithParent();
  const app = readAppPackage(host.commandLine.app);
  electron.app.introduce(app);
  host.userAgent = userAgent(app.name, app.version);
  installControls();
  for (const module of host.commandLine.modules) require(module);
  await import(pathToFileURL(app.main).href);
  // A second start has been told so by now, and must not touch the profile that the first one uses.
  if (electron.app.isEnding) return;
  await startChromium();
  electron.app.becomeReady();
}

try {
  await main();
} catch (error) {
  console.error('App threw an error during load');
  console.error(error);
  process.exit(1);
}

import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the launcher that poses as Electron's runtime. */
export const hostDistPath = fileURLToPath(new URL('./bin', import.meta.url));

/** The launcher itself. */
export const hostExecutable = join(hostDistPath, 'electron');

/** The folder of the `electron` package. */
export function electronPackage(): string {
  return dirname(createRequire(import.meta.url).resolve('electron/package.json'));
}

/** The executable of Electron's own runtime when it has been downloaded, found as its package does. */
export function installedRuntime(): string | undefined {
  const folder = electronPackage();
  const overridden = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (overridden && overridden !== hostDistPath) return join(overridden, 'electron');
  const pathFile = join(folder, 'path.txt');
  if (!existsSync(pathFile)) return undefined;
  const executable = join(folder, 'dist', readFileSync(pathFile, 'utf8'));
  return existsSync(executable) ? executable : undefined;
}

/** Whether windows can be shown to a person. */
export function hasDisplay(): boolean {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  return process.platform !== 'linux' || Boolean(DISPLAY) || Boolean(WAYLAND_DISPLAY);
}

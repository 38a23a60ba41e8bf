import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseTrusted } from './json.ts';

/** The app that the command line names. */
export interface AppPackage {
  readonly name: string;
  readonly version: string;
  readonly appPath: string;
  readonly main: string;
}

interface PackageJson {
  readonly name?: string;
  readonly productName?: string;
  readonly version?: string;
  readonly main?: string;
}

/** Reads the app's `package.json` as Electron's default app does. Throws when there is no app. */
export function readAppPackage(given: string | undefined): AppPackage {
  if (given === undefined) throw new Error('Name the folder of the app to run.');
  const path = resolve(given);
  if (!existsSync(path)) throw new Error(`Unable to find Electron app at ${path}`);
  if (statSync(path).isFile()) {
    return { name: 'Electron', version: '', appPath: dirname(path), main: path };
  }
  const file = resolve(path, 'package.json');
  const content: PackageJson = existsSync(file)
    ? parseTrusted<PackageJson>(readFileSync(file, 'utf8'))
    : {};
  const main = resolve(path, content.main ?? 'index.js');
  if (!existsSync(main)) throw new Error(`Unable to find Electron app at ${path}: no ${main}`);
  return {
    name: content.productName ?? content.name ?? 'Electron',
    version: content.version ?? '',
    appPath: path,
    main,
  };
}

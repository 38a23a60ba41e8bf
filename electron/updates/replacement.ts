import { constants } from 'node:fs';
import { access, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Installation } from './installation.ts';

/**
 * How the app can be replaced where it lies: by whoever runs it, with an administrator's password only, or by nobody but whoever
 * put it there.
 */
export type Replacement = 'freely' | 'withPassword' | 'never';

/** Where this copy of the app lies. */
export interface InstalledPlace {
  /** The program that runs. */
  readonly program: string;
  /** The folder of what is packed beside the app. */
  readonly resources: string;
  /** The environment; an AppImage names its file there. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * How a copy of the app can be replaced. One that was installed for all users of a computer must not ask for a password that
 * they don't have, each time that somebody quits.
 */
export async function replacementOf(
  installation: Installation,
  { program, resources, env }: InstalledPlace,
): Promise<Replacement> {
  switch (installation) {
    case 'deb':
    case 'rpm':
      return 'withPassword';
    case 'nsis':
      return (await opensForWriting(join(resources, 'app-update.yml'))) ? 'freely' : 'withPassword';
    case 'mac': {
      const bundle = dirname(dirname(dirname(program)));
      const isFree = (await mayWrite(bundle)) && (await mayWrite(dirname(bundle)));
      return isFree ? 'freely' : 'withPassword';
    }
    case 'appImage':
      // electron-updater puts another file in its place, as whoever runs it.
      return (await mayWrite(dirname(env.APPIMAGE ?? program))) ? 'freely' : 'never';
  }
}

/** Windows tells who may write only to those who try: what `access` looks at there is the read-only attribute. */
async function opensForWriting(path: string): Promise<boolean> {
  try {
    const file = await open(path, 'r+');
    await file.close();
    return true;
  } catch {
    return false;
  }
}

async function mayWrite(folder: string): Promise<boolean> {
  return access(folder, constants.W_OK).then(
    () => true,
    () => false,
  );
}

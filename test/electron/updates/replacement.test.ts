import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Installation } from '../../../electron/updates/installation.ts';
import { type InstalledPlace, replacementOf } from '../../../electron/updates/replacement.ts';
import { temporaryFolder } from '../library/temporary-folder.ts';

/** The superuser may write everywhere, and Windows has no modes. */
const isLimited = process.platform !== 'win32' && process.getuid?.() !== 0;

let folder: string;
let place: InstalledPlace;

beforeEach(async () => {
  folder = temporaryFolder();
  const contents = join(folder, 'Navigator.app', 'Contents');
  const resources = join(contents, 'Resources');
  await mkdir(join(contents, 'MacOS'), { recursive: true });
  await mkdir(resources);
  await writeFile(join(resources, 'app-update.yml'), 'provider: generic\n');
  place = {
    ...{ program: join(contents, 'MacOS', 'Navigator'), resources },
    env: { APPIMAGE: join(folder, 'navigator.AppImage') },
  };
  return () => chmod(folder, 0o700);
});

describe('A copy of the app', () => {
  it.each(['deb', 'rpm'] as const)('as a %s is replaced with a password', async (installation) => {
    expect(await replacementOf(installation, place)).toBe('withPassword');
  });

  it.each(['nsis', 'mac', 'appImage'] as const)(
    '(%s) that lies where this person writes is replaced without being asked',
    async (installation) => {
      expect(await replacementOf(installation, place)).toBe('freely');
    },
  );

  it.runIf(isLimited).each([
    ['mac', 'withPassword'],
    ['appImage', 'never'],
  ] as const)(
    '(%s) that lies in an administrator’s folder is replaced %s',
    async (installation, replacement) => {
      await chmod(folder, 0o500);
      expect(await replacementOf(installation, place)).toBe(replacement);
    },
  );

  it('installed for all users of a Windows computer never asks for a password by itself', async () => {
    // As root nothing is closed; a folder can be opened for writing by nobody.
    const resources = join(folder, 'of the machine');
    await mkdir(join(resources, 'app-update.yml'), { recursive: true });
    expect(await replacementOf('nsis', { ...place, resources })).toBe('withPassword');
  });

  it.each<[Installation, string]>([
    ['mac', 'withPassword'],
    ['appImage', 'never'],
  ])('(%s) whose folder has gone is replaced %s', async (installation, replacement) => {
    const gone = join(folder, 'gone');
    const program = join(gone, 'Navigator.app', 'Contents', 'MacOS', 'Navigator');
    const env = { APPIMAGE: join(gone, 'navigator.AppImage') };
    expect(await replacementOf(installation, { ...place, program, env })).toBe(replacement);
  });
});

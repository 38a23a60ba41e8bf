import { sep } from 'node:path';

/** How this copy of the app was installed, and thereby how it can be replaced. */
export type Installation = 'nsis' | 'mac' | 'appImage' | 'deb' | 'rpm';

/** What tells how the app was installed. */
export interface InstallationFacts {
  readonly platform: string;
  readonly isPackaged: boolean;
  /** The program that runs. */
  readonly program: string;
  /** The environment, in which an AppImage names its file, and the folder that it appears in while it runs. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether electron-builder wrote for which system's packages it is. */
  readonly isOfSystem: boolean;
  /** Whether Debian's package manager has installed it. */
  readonly isOfDebian: boolean;
}

/** @returns null for a copy that nothing can replace: from a build, unpacked from an archive, or of another system. */
export function installationOf(facts: InstallationFacts): Installation | null {
  const { platform, isPackaged, isOfSystem, isOfDebian } = facts;
  if (!isPackaged) return null;
  if (platform === 'win32') return 'nsis';
  if (platform === 'darwin') return 'mac';
  if (platform !== 'linux') return null;
  // First, because what is written for a deb or rpm may lie in an AppImage as well: electron-builder makes all of them at once, out
  // of the same folder. Which of the two it says is as much by chance.
  if (isAppImage(facts)) return 'appImage';
  if (!isOfSystem) return null;
  return isOfDebian ? 'deb' : 'rpm';
}

/**
 * Whether this program itself runs out of an AppImage. The environment alone would not tell: what is started from another AppImage,
 * a terminal for example, inherits that one's, and the wrong file would be replaced.
 */
function isAppImage({ env, program }: InstallationFacts): boolean {
  const { APPIMAGE: file, APPDIR: folder } = env;
  return file !== undefined && folder !== undefined && program.startsWith(`${folder}${sep}`);
}

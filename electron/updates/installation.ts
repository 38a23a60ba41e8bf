/** How this copy of the app was installed, and thereby how it can be replaced. */
export type Installation = 'nsis' | 'mac' | 'appImage' | 'deb' | 'rpm';

/** What tells how the app was installed. */
export interface InstallationFacts {
  readonly platform: string;
  readonly isPackaged: boolean;
  /** The environment; an AppImage names its file there. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What electron-builder wrote to `resources/package-type`; null where it wrote nothing. */
  readonly packageType: string | null;
}

/** @returns null for a copy that nothing can replace: from a build, unpacked from an archive, or of another system. */
export function installationOf(facts: InstallationFacts): Installation | null {
  const { platform, isPackaged, env, packageType } = facts;
  if (!isPackaged) return null;
  if (platform === 'win32') return 'nsis';
  if (platform === 'darwin') return 'mac';
  if (platform !== 'linux') return null;
  const type = packageType?.trim();
  if (type === 'deb' || type === 'rpm') return type;
  return env.APPIMAGE === undefined ? null : 'appImage';
}

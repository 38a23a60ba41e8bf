import { win32 } from 'node:path';

/** What of Electron's `app` tells where its data lies. */
interface DataOwner {
  getName(): string;
  setPath(name: 'userData', path: string): void;
  readonly commandLine: { hasSwitch(name: string): boolean };
}

/**
 * Keeps the app's data on this computer, which on Windows Electron would put into what roams. A profile that follows its person
 * would bring half a gigabyte of local copy along at each sign-in to a computer, and on the second one a token that the
 * first has used meanwhile, which is how a sign-in is lost.
 *
 * To be called before anything asks for the folder. It does nothing elsewhere, where somebody has named another folder, and
 * where this one can't be made.
 * @param makeFolder makes it, and those above it, if it is not there
 * @see Electron docs, `app.setPath`; Microsoft, `FOLDERID_LocalAppData`
 */
export function keepDataHere(
  app: DataOwner,
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
  makeFolder: (path: string) => void,
): void {
  const local = env.LOCALAPPDATA;
  if (platform !== 'win32' || local === undefined || !win32.isAbsolute(local)) return;
  if (app.commandLine.hasSwitch('user-data-dir')) return;
  const folder = win32.join(local, app.getName());
  try {
    makeFolder(folder);
  } catch {
    return;
  }
  app.setPath('userData', folder);
}

import { readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { keepDataHere } from '../../../electron/shell/data-folder.ts';

const env = {
  APPDATA: 'C:\\Users\\maria\\AppData\\Roaming',
  LOCALAPPDATA: 'C:\\Users\\maria\\AppData\\Local',
};

/** What happens with the folders, in order. */
function done(
  platform: NodeJS.Platform,
  given: Readonly<Record<string, string | undefined>>,
  named = false,
): string[] {
  const said: string[] = [];
  const app = {
    getName: () => 'Navigator for ERP.net',
    setPath: (name: string, path: string) => void said.push(`${name}: ${path}`),
    commandLine: { hasSwitch: (name: string) => named && name === 'user-data-dir' },
  };
  keepDataHere(app, platform, given, (path) => void said.push(`made ${path}`));
  return said;
}

test('on Windows the data stays on the computer, in a folder that is there before it is named', () => {
  const folder = 'C:\\Users\\maria\\AppData\\Local\\Navigator for ERP.net';
  expect(done('win32', env)).toEqual([`made ${folder}`, `userData: ${folder}`]);
});

test.each([
  ['on Linux', 'linux', env, false],
  ['on macOS', 'darwin', env, false],
  ['where somebody has named a folder', 'win32', env, true],
  ['where Windows names none', 'win32', { APPDATA: env.APPDATA }, false],
  ['where that is no place', 'win32', { LOCALAPPDATA: 'Local' }, false],
] as const)('%s it stays where Electron puts it', (_, platform, given, named) => {
  expect(done(platform, given, named)).toEqual([]);
});

test('where the folder can’t be made the app starts all the same', () => {
  const setPath = vi.fn();
  const app = { getName: () => 'N', setPath, commandLine: { hasSwitch: () => false } };
  keepDataHere(app, 'win32', env, () => {
    throw new Error('EACCES');
  });
  expect(setPath).not.toHaveBeenCalled();
});

test('that is decided before anything asks for the folder', () => {
  const main = readFileSync('electron/main.ts', 'utf8');
  const decided = main.indexOf('\nkeepDataHere(');
  expect(decided).toBeGreaterThan(0);
  expect(main.indexOf("getPath('userData')")).toBeGreaterThan(decided);
  expect(main.indexOf('requestSingleInstanceLock()')).toBeGreaterThan(decided);
});

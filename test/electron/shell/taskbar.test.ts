import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { schemeRedirectUri } from '../../../electron/session/scheme-redirect.ts';
import { appId, joinTaskbar } from '../../../electron/shell/taskbar.ts';

test.each([
  ['win32', [[appId]]],
  ['linux', []],
  ['darwin', []],
] as const)('on %s the window is told to be the app’s in the taskbar by %j', (platform, told) => {
  const setAppUserModelId = vi.fn<(id: string) => void>();
  joinTaskbar({ setAppUserModelId }, platform);
  expect(setAppUserModelId.mock.calls).toEqual(told);
});

test('the id is the one that the installer writes to its shortcuts, and the scheme of the app’s own link', () => {
  const packaging = readFileSync(
    join(import.meta.dirname, '../../../electron-builder.yml'),
    'utf8',
  );
  expect(packaging).toContain(`\nappId: ${appId}\n`.trimStart());
  expect(schemeRedirectUri.split(':', 1)).toEqual([appId]);
});

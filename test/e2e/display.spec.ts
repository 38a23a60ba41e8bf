import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, expect, test } from '@playwright/test';
import { electronLaunchOptions } from '../chromium-host/launch.ts';
import { hasDisplay } from '../chromium-host/runtime.ts';

test('on a display the window shows the first start, however often the app is started', async () => {
  test.skip(!hasDisplay(), 'Needs a display.');
  for (let start = 0; start < 5; start += 1) {
    const folder = await mkdtemp(join(tmpdir(), 'navigator-display-'));
    const electron = await _electron.launch(
      electronLaunchOptions({ userData: folder, headed: true }),
    );
    const window = await electron.firstWindow();
    await expect(window.getByRole('button', { name: 'Find' })).toBeVisible();
    await electron.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
});

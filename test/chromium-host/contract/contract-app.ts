import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, expect, type Page, test } from '@playwright/test';
import { electronLaunchOptions } from '../launch.ts';
import './contract-api.ts';

export const contractAppFolder = join(import.meta.dirname, 'app');

/** The fixture app while it runs. */
export interface ContractApp {
  readonly electron: ElectronApplication;
  readonly page: Page;
}

/** Starts the fixture app and waits until its page has run its script. */
export async function startContractApp(
  userData: string,
  options: { readonly args?: readonly string[]; readonly env?: Record<string, string> } = {},
): Promise<ContractApp> {
  const electron = await _electron.launch(
    electronLaunchOptions({ userData, app: contractAppFolder, ...options }),
  );
  const page = await electron.firstWindow();
  await expect(page.locator('#status')).toHaveText('started');
  return { electron, page };
}

/** A folder for the app's data that goes away after the test. */
export async function temporaryUserData(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'contract-'));
  const remove = () => rm(path, { recursive: true, force: true, maxRetries: 5 });
  return { path: join(path, 'data'), remove };
}

/** One running fixture app for all tests of the calling file. */
export function sharedContractApp(): () => ContractApp {
  let app: ContractApp | undefined;
  let folder: Awaited<ReturnType<typeof temporaryUserData>> | undefined;
  test.beforeAll(async () => {
    folder = await temporaryUserData();
    app = await startContractApp(folder.path);
  });
  test.afterAll(async () => {
    await app?.electron.close();
    await folder?.remove();
  });
  return () => {
    if (app === undefined) throw new Error('The fixture app is not running.');
    return app;
  };
}

import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { hostOnly } from '../launch.ts';
import { type ContractApp, startContractApp, temporaryUserData } from './contract-app.ts';

/**
 * Written from Electron's documentation of safeStorage. On Electron's own runtime this needs a desktop with
 * a keyring.
 */
let folder: Awaited<ReturnType<typeof temporaryUserData>>;
test.beforeEach(async () => {
  folder = await temporaryUserData();
});
test.afterEach(() => folder.remove());

interface Opened {
  readonly result?: string;
  readonly shouldReEncrypt?: boolean;
  readonly error?: string;
}

async function opened({ electron }: ContractApp, text: string): Promise<Opened> {
  return await electron.evaluate(
    ({ safeStorage }, base64) =>
      safeStorage
        .decryptStringAsync(Buffer.from(base64, 'base64'))
        .catch((error: Error) => ({ error: error.message })),
    text,
  );
}

async function sealed({ electron }: ContractApp, text: string): Promise<string> {
  return await electron.evaluate(
    async ({ safeStorage }, plain) =>
      (await safeStorage.encryptStringAsync(plain)).toString('base64'),
    text,
  );
}

test('what is encrypted opens again, also after a restart', async () => {
  const first = await startContractApp(folder.path);
  const secret = 'тайна – secret 😀';
  expect(
    await first.electron.evaluate(({ safeStorage }) => safeStorage.isAsyncEncryptionAvailable()),
  ) //
    .toBe(true);
  const texts = await Promise.all(
    [secret, '', 'a'.repeat(10_000)].map((text) => sealed(first, text)),
  );
  expect(await opened(first, texts[0] ?? '')).toEqual({ result: secret, shouldReEncrypt: false });
  expect(await opened(first, texts[1] ?? '')).toEqual({ result: '', shouldReEncrypt: false });
  await first.electron.close();

  const second = await startContractApp(folder.path);
  expect(await opened(second, texts[0] ?? '')).toEqual({ result: secret, shouldReEncrypt: false });
  expect((await opened(second, texts[2] ?? '')).result).toHaveLength(10_000);
  await second.electron.close();
});

test('the sealed bytes hold nothing of the text, and are never the same twice', async () => {
  const app = await startContractApp(folder.path);
  const [one, other] = [await sealed(app, 'find me'), await sealed(app, 'find me')];
  expect(one).not.toBe(other);
  expect(Buffer.from(one, 'base64').includes('find me')).toBe(false);
  await app.electron.close();
});

test('what was never encrypted, or was changed since, does not open', async () => {
  const app = await startContractApp(folder.path);
  const bytes = Buffer.from(await sealed(app, 'whole'), 'base64');
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  const message =
    'Error while decrypting the ciphertext provided to safeStorage.decryptStringAsync.';
  expect((await opened(app, bytes.toString('base64'))).error).toBe(message);
  expect((await opened(app, Buffer.from('I am plain').toString('base64'))).error).toBe(message);
  await app.electron.close();
});

test('before the app is ready nothing can be encrypted and the backend is unknown', async () => {
  const app = await startContractApp(folder.path, {
    args: ['-r', `${import.meta.dirname}/app/before-ready.cjs`],
  });
  const seen = await app.electron.evaluate(() => Reflect.get(globalThis, 'beforeReady') as unknown);
  expect(seen).toEqual({
    available: false,
    backend: process.platform === 'linux' ? 'unknown' : expect.any(String),
    encrypt: 'safeStorage.encryptStringAsync cannot be used before app is ready',
    fork: expect.any(String),
  });
  await app.electron.close();
});

test('a locked keyring says "temporarily", and opens again later', async () => {
  hostOnly();
  const app = await startContractApp(folder.path);
  const text = await sealed(app, 'waits');
  await app.electron.evaluate(() => {
    globalThis.__chromiumHost.keyring.state = 'locked';
  });
  expect((await opened(app, text)).error).toBe(
    'safeStorage.decryptStringAsync is temporarily unavailable. Please try again.',
  );
  await app.electron.evaluate(() => {
    globalThis.__chromiumHost.keyring.state = 'open';
  });
  expect((await opened(app, text)).result).toBe('waits');
  await app.electron.close();
});

test('a rotated key still opens and asks for encrypting anew, a replaced one does not open', async () => {
  hostOnly();
  const app = await startContractApp(folder.path);
  const text = await sealed(app, 'old');
  await app.electron.evaluate(() => globalThis.__chromiumHost.keyring.rotate());
  expect(await opened(app, text)).toEqual({ result: 'old', shouldReEncrypt: true });
  expect(await opened(app, await sealed(app, 'new'))).toEqual({
    result: 'new',
    shouldReEncrypt: false,
  });
  await app.electron.evaluate(() => globalThis.__chromiumHost.keyring.replace());
  expect((await opened(app, text)).error).toContain('Error while decrypting');
  await app.electron.close();
});

test('the state of the keyring can be set for the start', async () => {
  hostOnly();
  const env = {
    CHROMIUM_HOST_KEYRING_STATE: 'unavailable',
    CHROMIUM_HOST_KEYRING_BACKEND: 'basic_text',
    CHROMIUM_HOST_KEYRING: `${folder.path}-elsewhere`,
  };
  const app = await startContractApp(folder.path, { env });
  const seen = await app.electron.evaluate(async ({ safeStorage }) => [
    await safeStorage.isAsyncEncryptionAvailable(),
    safeStorage.getSelectedStorageBackend(),
  ]);
  expect(seen).toEqual([false, 'basic_text']);
  await app.electron.evaluate(() => {
    globalThis.__chromiumHost.keyring.state = 'open';
  });
  await sealed(app, 'makes the file');
  expect(await readFile(env.CHROMIUM_HOST_KEYRING, 'utf8')).toMatch(/^[0-9a-f]{64}\n$/);
  await app.electron.close();
});

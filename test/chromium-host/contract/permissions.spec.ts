import { expect, test } from '@playwright/test';
import { sharedContractApp } from './contract-app.ts';

/** Written from Electron's documentation of session.setPermissionRequestHandler and …CheckHandler. */
const running = sharedContractApp();

async function decide(allowed: boolean): Promise<void> {
  await running().electron.evaluate(({ session }, allow) => {
    const asked: unknown[] = [];
    Object.assign(globalThis, { asked });
    session.defaultSession.setPermissionRequestHandler(
      (contents, permission, callback, details) => {
        asked.push([permission, contents.getURL(), details.requestingUrl, details.isMainFrame]);
        callback(allow);
      },
    );
    session.defaultSession.setPermissionCheckHandler((_contents, permission, origin) => {
      asked.push([`check ${permission}`, origin]);
      return allow;
    });
  }, allowed);
}

function asked(): Promise<unknown> {
  return running().electron.evaluate(() => Reflect.get(globalThis, 'asked') as unknown);
}

test('a refused place is refused to the page, and the handler was asked', async () => {
  await decide(false);
  const code = await running().page.evaluate(
    () =>
      new Promise((resolve) => {
        navigator.geolocation.getCurrentPosition(
          () => resolve('found'),
          (error) => resolve(error.code),
        );
      }),
  );
  expect(code).toBe(1);
  expect(await asked()).toContainEqual(['geolocation', 'app://bundle/', 'app://bundle/', true]);
});

test('refused notifications, camera and clipboard are refused to the page', async () => {
  await decide(false);
  const seen = await running().page.evaluate(async () => {
    const name = (promise: Promise<unknown>) =>
      promise.then(
        () => 'granted',
        (error: Error) => error.name,
      );
    return {
      notifications: await Notification.requestPermission(),
      media: await name(navigator.mediaDevices.getUserMedia({ audio: true, video: true })),
      clipboard: await name(navigator.clipboard.readText()),
    };
  });
  expect(seen).toEqual({
    notifications: 'denied',
    media: 'NotAllowedError',
    clipboard: 'NotAllowedError',
  });
});

test('what is allowed is granted', async () => {
  await decide(true);
  const seen = await running().page.evaluate(() => Notification.requestPermission());
  expect(seen).toBe('granted');
});

test('a question about the state goes to the check handler', async () => {
  await decide(false);
  const state = await running().page.evaluate(
    async () => (await navigator.permissions.query({ name: 'geolocation' })).state,
  );
  expect(state).toBe('denied');
  expect(await asked()).toContainEqual(['check geolocation', 'app://bundle/']);
});

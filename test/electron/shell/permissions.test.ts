import { expect, test } from 'vitest';
import { denyPermissions } from '../../../electron/shell/permissions.ts';

type Session = Parameters<typeof denyPermissions>[0];

/** Electron's session: a permission without a handler is given. */
function session() {
  let request: Parameters<Session['setPermissionRequestHandler']>[0] = null;
  let check: Parameters<Session['setPermissionCheckHandler']>[0] = null;
  let device: Parameters<Session['setDevicePermissionHandler']>[0] = null;
  denyPermissions({
    setPermissionRequestHandler: (handler) => {
      request = handler;
    },
    setPermissionCheckHandler: (handler) => {
      check = handler;
    },
    setDevicePermissionHandler: (handler) => {
      device = handler;
    },
  });
  const call = (handler: unknown, ...parameters: unknown[]): unknown =>
    typeof handler === 'function'
      ? (handler as (...all: unknown[]) => unknown)(...parameters)
      : true;
  return {
    async asksFor(permission: string): Promise<boolean> {
      return new Promise((resolve) => void call(request, null, permission, resolve, {}));
    },
    has: (permission: string) => call(check, null, permission, 'app://bundle', {}),
    hasDevice: (deviceType: string) => call(device, { deviceType, origin: 'app://bundle' }),
  };
}

test.each([
  ...['media', 'geolocation', 'notifications', 'midi', 'pointerLock', 'fullscreen'],
  ...['openExternal', 'clipboard-read', 'display-capture', 'fileSystem', 'something new'],
])('no page gets the permission %s', async (permission) => {
  expect(await session().asksFor(permission)).toBe(false);
  expect(session().has(permission)).toBe(false);
});

test.each(['hid', 'serial', 'usb'])('no page gets a device (%s)', (kind) => {
  expect(session().hasDevice(kind)).toBe(false);
});

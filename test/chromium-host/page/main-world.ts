import type { Bridge } from './bridge.ts';

/**
 * Runs first in a page's own world: takes the APIs that the preload exposes, and passes what Electron
 * decides in its main process on to the host: new windows and permissions. Self-contained.
 */
export function mainWorld(bridge: Bridge): void {
  function freeze(value: unknown): void {
    if (typeof value !== 'object' || value === null) return;
    if (Object.isFrozen(value) || ArrayBuffer.isView(value)) return;
    Object.freeze(value);
    for (const item of Object.values(value)) freeze(item);
  }

  bridge.answer('expose', (key, api) => {
    if (typeof key !== 'string') throw new TypeError('The API key must be a string.');
    if (key in window) {
      throw new Error(`Cannot bind an API on top of an existing property on the window object`);
    }
    freeze(api);
    Object.defineProperty(window, key, {
      value: api,
      writable: false,
      enumerable: true,
      configurable: false,
    });
  });

  function openWindow(url: string, name: string, how: string): void {
    bridge.request('open', new URL(url, document.baseURI).href, name, how);
  }

  window.open = (url, name) => {
    openWindow(String(url ?? 'about:blank'), name ?? '', 'new-window');
    return null;
  };

  function onClick(event: MouseEvent): void {
    const link = event
      .composedPath()
      .find((item) => item instanceof HTMLAnchorElement || item instanceof HTMLAreaElement);
    if (event.defaultPrevented || link === undefined || link.href === '') return;
    const base = document.querySelector('base')?.target ?? '';
    const target = (link.getAttribute('target') ?? base).toLowerCase();
    const newTab = event.ctrlKey || event.metaKey || event.button === 1;
    const elsewhere = target !== '' && !['_self', '_top', '_parent'].includes(target);
    if (!newTab && !event.shiftKey && !elsewhere) return;
    if (event.button > 1) return;
    event.preventDefault();
    openWindow(link.href, elsewhere ? target : '', newTab ? 'background-tab' : 'new-window');
  }
  addEventListener('click', onClick);
  addEventListener('auxclick', onClick);

  async function isAllowed(permission: string, check = false, mediaTypes: string[] = []) {
    return (await bridge.request('permission', permission, check, mediaTypes)) === true;
  }

  function denied(message: string): DOMException {
    return new DOMException(message, 'NotAllowedError');
  }

  /** Puts a question to the host before an asynchronous method of the page's. */
  function guard(target: object | undefined, name: string, permission: string): void {
    const original: unknown = target === undefined ? undefined : Reflect.get(target, name);
    if (target === undefined || typeof original !== 'function') return;
    Reflect.set(target, name, async function guarded(this: unknown, ...args: unknown[]) {
      const constraints = args[0];
      const mediaTypes =
        permission === 'media' && typeof constraints === 'object' && constraints !== null
          ? Object.keys(constraints).filter((kind) => kind === 'audio' || kind === 'video')
          : [];
      if (!(await isAllowed(permission, false, mediaTypes))) throw denied('Permission denied');
      const result: unknown = await Reflect.apply(original, this, args);
      return result;
    });
  }

  function guardGeolocation(name: 'getCurrentPosition' | 'watchPosition'): void {
    const original = Geolocation.prototype[name];
    Reflect.set(
      Geolocation.prototype,
      name,
      function guarded(this: Geolocation, ...args: Parameters<typeof original>) {
        void isAllowed('geolocation').then((allowed) => {
          if (allowed) return Reflect.apply(original, this, args);
          const codes = { PERMISSION_DENIED: 1, POSITION_UNAVAILABLE: 2, TIMEOUT: 3 } as const;
          return args[1]?.({ code: 1, message: 'User denied Geolocation', ...codes });
        });
        return 0;
      },
    );
  }

  guardGeolocation('getCurrentPosition');
  guardGeolocation('watchPosition');
  guard(globalThis.Clipboard?.prototype, 'readText', 'clipboard-read');
  guard(globalThis.Clipboard?.prototype, 'read', 'clipboard-read');
  guard(globalThis.Clipboard?.prototype, 'writeText', 'clipboard-sanitized-write');
  guard(globalThis.MediaDevices?.prototype, 'getUserMedia', 'media');
  guard(globalThis.MediaDevices?.prototype, 'getDisplayMedia', 'display-capture');
  guard(Element.prototype, 'requestFullscreen', 'fullscreen');
  if ('Notification' in globalThis) {
    Notification.requestPermission = async () =>
      (await isAllowed('notifications')) ? 'granted' : 'denied';
  }
  if ('Permissions' in globalThis) {
    const query = Reflect.get(Permissions.prototype, 'query') as unknown as (
      this: Permissions,
      descriptor: PermissionDescriptor,
    ) => Promise<PermissionStatus>;
    Permissions.prototype.query = async function guarded(descriptor) {
      const status = await query.call(this, descriptor);
      const state = (await isAllowed(descriptor.name, true)) ? 'granted' : 'denied';
      return Object.defineProperty(status, 'state', { value: state });
    };
  }
}

import { EventEmitter } from 'node:events';
import { expect, test, vi } from 'vitest';
import { denyDownloads } from '../../../electron/shell/downloads.ts';
import { pinToPage } from '../../../electron/shell/navigation.ts';

type OpenHandler = () => { action: string };

/** A page's contents as Electron has them: what prevents nothing, happens. */
function pinned() {
  const contents = new EventEmitter();
  const handlers: OpenHandler[] = [];
  pinToPage(
    Object.assign(contents, {
      setWindowOpenHandler: (handler: OpenHandler) => void handlers.push(handler),
    }) as unknown as Parameters<typeof pinToPage>[0],
  );
  return { contents, handlers };
}

test.each(['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'])(
  'a page is kept from %s',
  (event) => {
    const { contents } = pinned();
    const preventDefault = vi.fn();
    contents.emit(event, { preventDefault });
    expect(preventDefault).toHaveBeenCalledOnce();
  },
);

test('a page opens no window', () => {
  const { handlers } = pinned();
  expect(handlers.map((handler) => handler())).toEqual([{ action: 'deny' }]);
});

test('a page saves no file', () => {
  const session = new EventEmitter();
  denyDownloads(session);
  const preventDefault = vi.fn();
  session.emit('will-download', { preventDefault });
  expect(preventDefault).toHaveBeenCalledOnce();
});

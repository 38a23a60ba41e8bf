import type { IpcMainInvokeEvent } from 'electron';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { requestArguments } from '../../../electron/contract/requests.ts';
import { success } from '../../../electron/contract/result.ts';
import { openGate, type RequestHandlers } from '../../../electron/shell/ipc-gate.ts';

type Listener = (event: IpcMainInvokeEvent, ...parameters: unknown[]) => unknown;
const { listeners } = vi.hoisted(() => ({ listeners: new Map<string, Listener>() }));

vi.mock('electron', () => ({
  ipcMain: { handle: (channel: string, listener: Listener) => listeners.set(channel, listener) },
}));

const frame = { origin: 'app://bundle', url: 'app://bundle/index.html' };
const window = { mainFrame: frame } as Electron.WebContents;
const copied: string[] = [];
const defects: [string, unknown][] = [];
const failures: [string, string][] = [];

function eventFrom(senderFrame: unknown): IpcMainInvokeEvent {
  return { senderFrame } as IpcMainInvokeEvent;
}

function ask(channel: string, ...parameters: unknown[]): unknown {
  return listeners.get(channel)?.(eventFrom(frame), ...parameters);
}

beforeEach(() => {
  const handlers = new Proxy({} as Record<string, unknown>, {
    get: () => () => success(null),
  }) as unknown as RequestHandlers;
  openGate(
    Object.assign(Object.create(handlers) as RequestHandlers, {
      copyText: ({ text }: { text: string }) => {
        copied.push(text);
        return success(null);
      },
      signOut: () => {
        throw new Error('token abc is bad');
      },
    }),
    () => window,
    (where, error) => defects.push([where, error]),
    (request, code) => failures.push([request, code]),
  );
});
afterEach(() => {
  listeners.clear();
  copied.length = 0;
  defects.length = 0;
  failures.length = 0;
});

describe('the gate between window and main process', () => {
  test('has one channel for each request of the contract and no other', () => {
    expect([...listeners.keys()].sort()).toEqual(Object.keys(requestArguments).sort());
  });

  test('passes what the app’s own page asks', async () => {
    expect(await ask('copyText', { text: 'a\tb' })).toEqual({ ok: true, value: null });
    expect(copied).toEqual(['a\tb']);
  });

  test.each([
    ['a frame that has gone', null],
    ['a frame inside the page', { ...frame }],
    ['nobody', undefined],
  ])('refuses %s', async (_who, sender) => {
    const answer = await listeners.get('copyText')?.(eventFrom(sender), { text: 'x' });
    expect(answer).toEqual({ ok: false, error: { code: 'forbiddenSender' } });
    expect(copied).toEqual([]);
  });

  test.each([
    ['another origin', { origin: 'https://evil.example', url: 'app://bundle/index.html' }],
    [
      'an origin that only begins alike',
      { origin: 'app://bundle.evil', url: 'app://bundle.evil/' },
    ],
    [
      'an origin of which only the address is right',
      { origin: 'app://bundle.evil', url: frame.url },
    ],
    ['another page', { origin: 'app://bundle', url: 'data:text/html,x' }],
  ])('refuses the main frame when it shows %s', async (_what, shown) => {
    const before = { ...frame };
    Object.assign(frame, shown);
    expect(await ask('copyText', { text: 'x' })).toMatchObject({ ok: false });
    Object.assign(frame, before);
    expect(copied).toEqual([]);
  });

  test.each([
    ['nothing', []],
    ['a wrong type', [{ text: 7 }]],
    ['an unknown member', [{ text: 'x', more: 1 }]],
    ['a second argument', [{ text: 'x' }, 1]],
    ['what no JSON could say', [Object.assign(new Date(), { text: 'x' })]],
    ['too long a text', [{ text: 'x'.repeat(1_000_001) }]],
  ])('refuses %s as argument', async (_what, parameters) => {
    expect(await ask('copyText', ...parameters)).toEqual({
      ok: false,
      error: { code: 'badRequest' },
    });
    expect(copied).toEqual([]);
  });

  test('answers a defect with a code and none of its words, and reports it', async () => {
    expect(await ask('signOut')).toEqual({ ok: false, error: { code: 'internal' } });
    expect(defects).toEqual([['signOut', new Error('token abc is bad')]]);
    expect(failures).toEqual([['signOut', 'internal']]);
  });
});

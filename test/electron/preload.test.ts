import { EventEmitter } from 'node:events';
import { beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { eventChannels, requestChannels } from '../../electron/contract/channels.ts';

const { exposed, invoked } = vi.hoisted(() => ({
  exposed: [] as [string, unknown][],
  invoked: [] as unknown[][],
}));
const ipcRenderer = vi.hoisted(() => ({ current: undefined as EventEmitter | undefined }));

vi.mock('electron', async () => {
  const events = await import('node:events');
  ipcRenderer.current = Object.assign(new events.EventEmitter(), {
    invoke: (...parameters: unknown[]) => {
      invoked.push(parameters);
      return Promise.resolve('answer');
    },
  });
  return {
    ipcRenderer: ipcRenderer.current,
    contextBridge: {
      exposeInMainWorld: (name: string, value: unknown) => exposed.push([name, value]),
    },
  };
});

type Call = (...parameters: unknown[]) => unknown;
const callSchema = z.custom<Call>((value) => typeof value === 'function');

/** What the page gets. */
let erp: Record<string, Call>;

beforeAll(async () => {
  await import('../../electron/preload.ts');
  erp = z.record(z.string(), callSchema).parse(exposed[0]?.[1]);
});

test('the page gets one function for each request, one for events, and nothing else', () => {
  expect(exposed.map(([name]) => name)).toEqual(['erp']);
  expect(Object.keys(erp).toSorted()).toEqual([...requestChannels, 'on'].toSorted());
});

test('a request goes out on its own channel only, whatever the page hands over', async () => {
  expect(await erp.copyText?.('signOut', { text: 'x' })).toBe('answer');
  expect(invoked).toEqual([['copyText', 'signOut', { text: 'x' }]]);
});

test('an event brings what was told, and nothing of Electron', () => {
  const [channel = ''] = eventChannels;
  const heard: unknown[][] = [];
  const stop = callSchema.parse(erp.on?.(channel, (...told: unknown[]) => void heard.push(told)));
  const event = { sender: ipcRenderer.current };
  ipcRenderer.current?.emit(channel, event, 'news', 'more');
  expect(heard).toEqual([['news']]);
  stop();
  ipcRenderer.current?.emit(channel, event, 'late');
  expect(heard).toHaveLength(1);
});

test('what the contract does not name is not listened to', () => {
  expect(() => erp.on?.('electron-internal', () => undefined)).toThrow('There is no such event.');
  expect(ipcRenderer.current).toBeInstanceOf(EventEmitter);
  expect(ipcRenderer.current?.eventNames()).not.toContain('electron-internal');
});

import { expect, test } from 'vitest';
import type { SettingsState } from '../../../electron/contract/settings.ts';
import { openSettings } from '../../../electron/shell/settings.ts';
import { memoryDisk } from '../disk/memory-disk.ts';

test('without a file the documented defaults hold', async () => {
  const settings = await openSettings(memoryDisk(), 'settings.json');
  expect(settings.state()).toEqual({
    settings: {
      host: '',
      clientId: 'erpnet-navigator',
      redirectPorts: [53177, 53178, 53179, 53180],
      redirect: 'loopback',
      staySignedIn: true,
      offlineDays: 30,
      offlineMegabytes: 500,
      syncOnMetered: false,
      language: 'system',
      theme: 'system',
    },
    problem: null,
  });
});

test('a file that names only one setting changes only that one', async () => {
  const disk = memoryDisk({ 'settings.json': '\uFEFF{ "redirectPorts": [40000] }' });
  const { settings, problem } = (await openSettings(disk, 'settings.json')).state();
  expect(settings.redirectPorts).toEqual([40000]);
  expect(settings.clientId).toBe('erpnet-navigator');
  expect(problem).toBeNull();
});

test.each(['{ not json', '{"redirectPorts":"all"}', '[]', ''])(
  'a broken file (%j) is put aside whole, the defaults hold, and the problem is told',
  async (text) => {
    const disk = memoryDisk({ 'settings.json': text });
    const store = await openSettings(disk, 'settings.json');
    expect(store.state().problem).toEqual({ kind: 'broken', keptAs: 'settings.json.broken' });
    expect(store.state().settings.clientId).toBe('erpnet-navigator');
    expect(disk.files.get('settings.json.broken')?.toString()).toBe(text);
  },
);

test('a change is told and written, and is there at the next start', async () => {
  const disk = memoryDisk();
  const store = await openSettings(disk, 'settings.json');
  const told: SettingsState[] = [];
  store.onChange((state) => told.push(state));
  await store.change({ host: 'demodb.my.erp.net' });
  await store.change({ theme: 'dark' });
  expect(told.map(({ settings }) => settings.theme)).toEqual(['system', 'dark']);
  const next = await openSettings(disk, 'settings.json');
  expect(next.state().settings).toMatchObject({ host: 'demodb.my.erp.net', theme: 'dark' });
});

test('a full disk costs the change nothing but its permanence, and a later write heals it', async () => {
  const disk = memoryDisk();
  const store = await openSettings(disk, 'settings.json');
  disk.full = true;
  expect(await store.change({ language: 'bg' })).toMatchObject({
    settings: { language: 'bg' },
    problem: { kind: 'unsaved' },
  });
  disk.full = false;
  expect(await store.change({ theme: 'light' })).toMatchObject({ problem: null });
  const next = await openSettings(disk, 'settings.json');
  expect(next.state().settings).toMatchObject({ language: 'bg', theme: 'light' });
});

import { expect, test } from 'vitest';
import type { SettingsState } from '../../../electron/contract/settings.ts';
import { noPolicy } from '../../../electron/policy/policy.ts';
import { openSettings } from '../../../electron/shell/settings.ts';
import { memoryDisk } from '../disk/memory-disk.ts';

test('without a file the documented defaults hold', async () => {
  const settings = await openSettings(memoryDisk(), 'settings.json', noPolicy);
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
      zoom: 100,
    },
    problem: null,
  });
});

test('a file that names only one setting changes only that one', async () => {
  const disk = memoryDisk({ 'settings.json': '\uFEFF{ "redirectPorts": [40000] }' });
  const { settings, problem } = (await openSettings(disk, 'settings.json', noPolicy)).state();
  expect(settings.redirectPorts).toEqual([40000]);
  expect(settings.clientId).toBe('erpnet-navigator');
  expect(problem).toBeNull();
});

test.each(['{ not json', '{"redirectPorts":"all"}', '[]', ''])(
  'a broken file (%j) is put aside whole, the defaults hold, and the problem is told',
  async (text) => {
    const disk = memoryDisk({ 'settings.json': text });
    const store = await openSettings(disk, 'settings.json', noPolicy);
    expect(store.state().problem).toEqual({ kind: 'broken', keptAs: 'settings.json.broken' });
    expect(store.state().settings.clientId).toBe('erpnet-navigator');
    expect(disk.files.get('settings.json.broken')?.toString()).toBe(text);
  },
);

test('one value that makes no sense costs nobody the others, and the old file is kept beside it', async () => {
  const text =
    '{"host":"demodb.my.erp.net","zoom":"huge","redirectPorts":[0,-1],"density":"compact"}';
  const disk = memoryDisk({ 'settings.json': text });
  const { settings, problem } = (await openSettings(disk, 'settings.json', noPolicy)).state();
  expect(settings).toMatchObject({ host: 'demodb.my.erp.net', zoom: 100 });
  expect(settings.redirectPorts).toEqual([53177, 53178, 53179, 53180]);
  expect(problem).toEqual({ kind: 'broken', keptAs: 'settings.json.broken' });
  expect(disk.files.get('settings.json.broken')?.toString()).toBe(text);
  const next = (await openSettings(disk, 'settings.json', noPolicy)).state();
  expect(next).toEqual({ settings, problem: null });
  const written: unknown = JSON.parse(disk.files.get('settings.json')?.toString() ?? '');
  expect(written).toEqual({ host: 'demodb.my.erp.net', density: 'compact' });
  expect(disk.files.size).toBe(2);
});

test('what is sound of a file is in force on a full disk, too, and the file stays until it can be kept', async () => {
  const text = '{"theme":"dark","zoom":"huge"}';
  const disk = memoryDisk({ 'settings.json': text });
  disk.full = true;
  const store = await openSettings(disk, 'settings.json', noPolicy);
  expect(store.state()).toMatchObject({
    settings: { theme: 'dark', zoom: 100 },
    problem: { kind: 'broken', keptAs: 'settings.json' },
  });
  disk.full = false;
  expect(await store.change({ zoom: 125 })).toMatchObject({ problem: { kind: 'unsaved' } });
  expect(disk.files.get('settings.json')?.toString()).toBe(text);
  const next = await openSettings(disk, 'settings.json', noPolicy);
  expect(next.state()).toMatchObject({
    settings: { theme: 'dark' },
    problem: { kind: 'broken', keptAs: 'settings.json.broken' },
  });
});

test('a change is told and written, and is there at the next start', async () => {
  const disk = memoryDisk();
  const store = await openSettings(disk, 'settings.json', noPolicy);
  const told: SettingsState[] = [];
  store.onChange((state) => told.push(state));
  await store.change({ host: 'demodb.my.erp.net' });
  await store.change({ theme: 'dark' });
  expect(told.map(({ settings }) => settings.theme)).toEqual(['system', 'dark']);
  const next = await openSettings(disk, 'settings.json', noPolicy);
  expect(next.state().settings).toMatchObject({ host: 'demodb.my.erp.net', theme: 'dark' });
});

test('a full disk costs the change nothing but its permanence, and a later write heals it', async () => {
  const disk = memoryDisk();
  const store = await openSettings(disk, 'settings.json', noPolicy);
  disk.full = true;
  expect(await store.change({ language: 'bg' })).toMatchObject({
    settings: { language: 'bg' },
    problem: { kind: 'unsaved' },
  });
  disk.full = false;
  expect(await store.change({ theme: 'light' })).toMatchObject({ problem: null });
  const next = await openSettings(disk, 'settings.json', noPolicy);
  expect(next.state().settings).toMatchObject({ language: 'bg', theme: 'light' });
});

test('only what somebody has chosen is written, so that a preset of the organisation may still come', async () => {
  const disk = memoryDisk();
  const store = await openSettings(disk, 'settings.json', noPolicy);
  await store.change({ theme: 'dark', language: undefined });
  expect(JSON.parse(disk.files.get('settings.json')?.toString() ?? '')).toEqual({ theme: 'dark' });
  const preset = { host: 'erp.example.com', redirectPorts: [40_000] };
  const next = await openSettings(disk, 'settings.json', { locked: {}, preset });
  expect(next.state().settings).toMatchObject({ ...preset, theme: 'dark' });
});

test('a choice goes before what is preset, and what is locked before both; it is chosen by nobody', async () => {
  const disk = memoryDisk({ 'settings.json': '{"language":"bg","staySignedIn":true}' });
  const policy = {
    preset: { language: 'en' },
    locked: { staySignedIn: false, host: 'erp.example.com', export: false },
  } as const;
  const store = await openSettings(disk, 'settings.json', policy);
  expect(store.state().settings).toMatchObject({ language: 'bg', staySignedIn: false });
  const changed = await store.change({ host: 'demodb.my.erp.net', staySignedIn: true, zoom: 125 });
  expect(changed.settings).toMatchObject({
    ...{ host: 'erp.example.com', staySignedIn: false, zoom: 125 },
  });
  // Without the lock, the choice from before counts again.
  const later = await openSettings(disk, 'settings.json', noPolicy);
  expect(later.state().settings).toMatchObject({
    ...{ host: '', language: 'bg', staySignedIn: true, zoom: 125 },
  });
});

test('what was preset and is said once more, as by a sign-in, is nobody’s choice; another value is, and the same again too', async () => {
  const disk = memoryDisk();
  const preset = { host: 'erp.example.com', staySignedIn: false } as const;
  const store = await openSettings(disk, 'settings.json', { locked: {}, preset });
  await store.change({ host: 'erp.example.com', staySignedIn: false, theme: 'system' });
  const later = { host: 'new.example.com', staySignedIn: true } as const;
  const next = await openSettings(disk, 'settings.json', { locked: {}, preset: later });
  expect(next.state().settings).toMatchObject(later);
  await next.change({ staySignedIn: false });
  await next.change({ staySignedIn: true });
  const last = await openSettings(disk, 'settings.json', { locked: {}, preset });
  expect(last.state().settings).toMatchObject({ host: 'erp.example.com', staySignedIn: true });
});

test('what a newer version has written besides stays for it', async () => {
  const disk = memoryDisk({ 'settings.json': '{"theme":"dark","density":"compact"}' });
  const store = await openSettings(disk, 'settings.json', noPolicy);
  expect(store.state().problem).toBeNull();
  await store.change({ zoom: 125 });
  const written: unknown = JSON.parse(disk.files.get('settings.json')?.toString() ?? '');
  expect(written).toEqual({ density: 'compact', theme: 'dark', zoom: 125 });
});

test('a file that could be neither read nor put aside is not written over: it may be in order', async () => {
  const text = '{"host":"demodb.my.erp.net"}';
  const disk = memoryDisk({ 'settings.json': text });
  const held = () => Promise.reject(Object.assign(new Error('busy'), { code: 'EBUSY' }));
  const store = await openSettings({ ...disk, read: held, move: held }, 'settings.json', noPolicy);
  expect(store.state().problem).toEqual({ kind: 'broken', keptAs: 'settings.json' });
  expect(await store.change({ theme: 'dark' })).toMatchObject({
    settings: { theme: 'dark' },
    problem: { kind: 'unsaved' },
  });
  expect(disk.files.get('settings.json')?.toString()).toBe(text);
});

import { describe, expect, it } from 'vitest';
import { createCommandStore } from '../../../renderer/commands/command-store.ts';
import { allCommands, shortcutsOf } from '../../../renderer/commands/commands.ts';
import { shortcutWords } from '../../../renderer/commands/shortcut-words.ts';
import { matchesShortcut } from '../../../renderer/components/shortcut.ts';
import { en } from '../../../renderer/i18n/en.ts';

describe('the commands of the window', () => {
  it('are offered while a component is there, and carried out by the newest offer', () => {
    const store = createCommandStore();
    const done: string[] = [];
    const told: (readonly string[])[] = [];
    store.subscribe(() => told.push(store.offered()));
    store.run('reload');
    const first = store.offer('reload', () => done.push('first'));
    const second = store.offer('reload', () => done.push('second'));
    store.run('reload');
    second();
    store.run('reload');
    first();
    store.run('reload');
    expect(done).toEqual(['second', 'first']);
    expect(told).toEqual([['reload'], ['reload'], ['reload'], []]);
  });

  it('are not given to what is below a dialog, until the last of them is closed', () => {
    const store = createCommandStore();
    const done: string[] = [];
    for (const id of ['columns', 'settings'] as const) store.offer(id, () => done.push(id));
    const closes = [store.holdBack(), store.holdBack()];
    const told: (readonly string[])[] = [];
    store.subscribe(() => told.push(store.offered()));
    store.offer('reload', () => done.push('reload'));
    for (const close of closes) {
      expect(store.isHeldBack()).toBe(true);
      for (const id of ['columns', 'settings', 'reload'] as const) store.run(id);
      close();
    }
    for (const id of ['columns', 'settings', 'reload'] as const) store.run(id);
    expect(store.isHeldBack()).toBe(false);
    expect(done).toEqual(['settings', 'settings', 'columns', 'settings', 'reload']);
    expect(told).toEqual([['settings'], ['settings'], ['columns', 'settings', 'reload']]);
  });

  it.each(['linux', 'darwin'])(
    'have words, and keys that no other command has on %s',
    (platform) => {
      const keys = allCommands.flatMap((id) =>
        shortcutsOf(id, platform).map((each) => shortcutWords(each, platform, 'en')),
      );
      expect(new Set(keys).size).toBe(keys.length);
      for (const id of allCommands) expect([id, en.commands[id]]).not.toEqual([id, undefined]);
    },
  );

  it('take no key that changes documents in ERP.net’s own clients', () => {
    const taken = /^Ctrl\+(\d|Enter|D|')$/;
    for (const id of allCommands) {
      for (const each of shortcutsOf(id, 'linux'))
        expect(shortcutWords(each, 'linux', 'en')).not.toMatch(taken);
    }
  });

  it('leave a Mac’s keys for words in a text to it, and have the arrows elsewhere', () => {
    const written = (platform: string) =>
      (['back', 'forward', 'previousRecord', 'nextRecord'] as const).flatMap((id) =>
        shortcutsOf(id, platform).map((each) => shortcutWords(each, platform, 'en')),
      );
    expect(written('darwin')).toEqual(['⌘[', '⌘]', '⌥⌘↑', '⌥⌘↓']);
    expect(written('win32')).toEqual(['Alt+←', 'Alt+→', 'Alt+↑', 'Alt+↓']);
    expect(written('linux')).toEqual(written('win32'));
    const held = { altKey: false, shiftKey: false, ctrlKey: false, metaKey: true };
    const [back] = shortcutsOf('back', 'darwin');
    // The place counts, because Bulgarian keyboards write a letter there.
    const pressed = { ...held, key: 'ш', code: 'BracketLeft' };
    expect(back && matchesShortcut(back, pressed)).toBe(true);
    expect(back && matchesShortcut(back, { ...pressed, code: 'BracketRight' })).toBe(false);
  });

  it('have keys that are written as the computer calls them', () => {
    expect(shortcutWords({ key: 'L', ctrl: true, shift: true }, 'win32', 'en')).toBe(
      'Ctrl+Shift+L',
    );
    expect(shortcutWords({ key: 'L', ctrl: true, shift: true }, 'darwin', 'en')).toBe('⇧⌘L');
    expect(shortcutWords({ key: 'F5' }, 'darwin', 'en')).toBe('F5');
    expect(shortcutWords({ key: 'ArrowLeft', alt: true }, 'win32', 'en')).toBe('Alt+←');
    expect(shortcutWords({ key: 'ArrowLeft', alt: true }, 'darwin', 'en')).toBe('⌥←');
    expect(shortcutWords({ key: 'L', ctrl: true, shift: true }, 'win32', 'de')).toBe(
      'Strg+Umschalt+L',
    );
    expect(shortcutWords({ key: 'Enter', shift: true }, 'darwin', 'de')).toBe('⇧Eingabe');
  });
});

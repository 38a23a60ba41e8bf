import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { type Language, languages } from '../../../electron/contract/languages.ts';
import { menuCommands } from '../../../electron/contract/menu-commands.ts';
import { showAppMenu } from '../../../electron/shell/app-menu.ts';
import { menuTemplate } from '../../../electron/shell/menu.ts';
import { menuWords } from '../../../electron/shell/menu-words.ts';
import { allCommands, shortcutsOf } from '../../../renderer/commands/commands.ts';
import type { Shortcut } from '../../../renderer/components/shortcut.ts';

const platforms = ['darwin', 'win32', 'linux'] as const;

/** Menus whose items, accelerators included, are the system's; on macOS these hold Command+W. */
const closing = new Set(['windowMenu', 'fileMenu']);

function all(items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? all(item.submenu) : [])]);
}

function itemsOn(
  platform: (typeof platforms)[number],
  language: Language = 'en',
  hasDeveloperTools = false,
): MenuItemConstructorOptions[] {
  const words = menuWords[language];
  return all(menuTemplate({ platform, words, hasDeveloperTools, choose: () => undefined }));
}

/** Commands whose keys mean something in the rows only. */
const ofRows: readonly string[] = ['copyRow', 'filterColumn', 'filterByCell'];

/** How Electron writes the keys of a shortcut. */
function accelerator({ key, ctrl, shift, alt }: Shortcut): string {
  const names: Readonly<Record<string, string>> = { '+': 'Plus' };
  const modifier = key === 'Tab' ? 'Control' : 'CommandOrControl';
  const name = names[key] ?? key.replace(/^Arrow/, '');
  return [
    ...(ctrl ? [modifier] : []),
    ...(alt ? ['Alt'] : []),
    ...(shift ? ['Shift'] : []),
    name,
  ].join('+');
}

describe('The native menu', () => {
  it('leaves Command+W to the tabs on macOS, and closes the window with Shift besides', () => {
    const items = itemsOn('darwin');
    expect(items.filter(({ role }) => role !== undefined && closing.has(role))).toEqual([]);
    const close = items.filter(({ role }) => role === 'close');
    expect(close.map((item) => item.accelerator)).toEqual(['Command+Shift+W']);
  });

  it.each(['win32', 'linux'] as const)(
    'quits with Ctrl+Q, and has nothing that closes the window, on %s',
    (platform) => {
      const items = itemsOn(platform);
      expect(items.find(({ role }) => role === 'quit')?.accelerator).toBe('Control+Q');
      expect(items.filter(({ role }) => role === 'close')).toEqual([]);
    },
  );

  it.each(platforms)('has every command of the contract once on %s, grey at first', (platform) => {
    const ids = itemsOn(platform).filter(({ id }) => id !== undefined);
    expect(new Set(ids.map(({ id }) => id))).toEqual(new Set(menuCommands));
    expect(ids).toHaveLength(menuCommands.length);
    expect(ids.every(({ enabled }) => enabled === false)).toBe(true);
  });

  it('shows the keys that the window has for its commands, and takes those of the rows from nobody', () => {
    expect(menuCommands.filter((command) => !allCommands.includes(command))).toEqual([]);
    for (const platform of platforms) {
      for (const item of itemsOn(platform)) {
        const command = menuCommands.find((each) => each === item.id);
        const isOwn = command === undefined || (platform === 'darwin' && ofRows.includes(command));
        if (isOwn) continue;
        const [first] = shortcutsOf(command, platform);
        expect([command, item.accelerator]).toEqual([command, first && accelerator(first)]);
      }
    }
    const own = itemsOn('linux').filter((item) => item.registerAccelerator === false);
    expect(own.map(({ id }) => id)).toEqual(ofRows);
    const onMac = itemsOn('darwin').filter(({ id }) => own.some((item) => item.id === id));
    expect(onMac.map((item) => item.accelerator)).toEqual([undefined, undefined, undefined]);
  });

  it.each(platforms)(
    'has no key twice on %s, nor one that the system has for its part',
    (platform) => {
      const modifier = platform === 'darwin' ? 'Command' : 'Control';
      const theirs = ['Z', 'Y', 'Shift+Z', 'X', 'C', 'V', 'A', 'M', 'H', 'Q'].map(
        (key) => `${modifier}+${key}`,
      );
      const ours = itemsOn(platform)
        .filter(({ role, accelerator: keys }) => keys !== undefined && role !== 'quit')
        .map(({ accelerator: keys }) => String(keys).replace('CommandOrControl', modifier));
      const keys = [...theirs, 'F11', ...ours];
      expect(keys.filter((key, place) => keys.indexOf(key) !== place)).toEqual([]);
      expect(ours.length).toBeGreaterThan(15);
    },
  );

  it.each(platforms)(
    'speaks each language throughout on %s, with letters to open menus by',
    (platform) => {
      for (const language of languages) {
        const template = menuTemplate({
          ...{ platform, words: menuWords[language], hasDeveloperTools: true },
          choose: () => undefined,
        });
        const labels = all(template).filter(({ type }) => type !== 'separator');
        for (const { label = '' } of labels) {
          expect(label).not.toBe('');
          if (language === 'bg' && label !== 'Navigator for ERP.net') {
            expect(label).toMatch(/\p{Script=Cyrillic}/u);
          }
        }
        const letters = template.map(({ label }) => /&(.)/.exec(label ?? '')?.[1]?.toLowerCase());
        if (platform === 'darwin') expect(new Set(letters)).toEqual(new Set([undefined]));
        else expect(new Set(letters).size).toBe(template.length);
      }
    },
  );

  it('has developer tools only where they are allowed', () => {
    const isTools = ({ role }: MenuItemConstructorOptions) => role === 'toggleDevTools';
    expect(itemsOn('linux').some(isTools)).toBe(false);
    expect(itemsOn('linux', 'en', true).some(isTools)).toBe(true);
  });
});

describe('The menu that is shown', () => {
  function show() {
    let language: Language = 'en';
    const shown: MenuItemConstructorOptions[][] = [];
    const chosen: string[] = [];
    const menu = showAppMenu({
      platform: 'linux',
      words: () => menuWords[language],
      hasDeveloperTools: false,
      choose: (command) => chosen.push(command),
      native: {
        buildFromTemplate(template) {
          shown.push(all(template));
          const find = (id: string) => shown.at(-1)?.find((item) => item.id === id) ?? null;
          return { getMenuItemById: (id) => find(id) as Electron.MenuItem | null };
        },
        setApplicationMenu: () => undefined,
      },
    });
    const item = (id: string) => shown.at(-1)?.find((each) => each.id === id);
    return {
      menu,
      shown,
      chosen,
      item,
      speak: (next: typeof language) => {
        language = next;
        menu.speak();
      },
    };
  }

  it('greys what the window does not offer, also after it has changed its language', () => {
    const { menu, item, shown, speak } = show();
    menu.offer(['reload', 'settings']);
    expect([item('reload')?.enabled, item('columns')?.enabled]).toEqual([true, false]);
    speak('bg');
    expect(item('reload')).toMatchObject({ label: 'Зареди отново', enabled: true });
    expect(item('columns')?.enabled).toBe(false);
    menu.offer([]);
    expect(item('reload')?.enabled).toBe(false);
    speak('bg');
    expect(shown).toHaveLength(2);
  });

  it('tells which command was chosen', () => {
    const { item, chosen } = show();
    const click = item('about')?.click as (() => void) | undefined;
    click?.();
    expect(chosen).toEqual(['about']);
  });
});

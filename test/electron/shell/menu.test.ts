import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { menuTemplate } from '../../../electron/shell/menu.ts';

/** Menus whose items, accelerators included, are the system's; on macOS these hold Command+W. */
const closing = new Set(['windowMenu', 'fileMenu']);

function all(items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? all(item.submenu) : [])]);
}

describe('The native menu', () => {
  it('leaves Command+W to the tabs on macOS, and closes the window with Shift besides', () => {
    const items = all(menuTemplate('darwin'));
    expect(items.filter(({ role }) => role !== undefined && closing.has(role))).toEqual([]);
    const close = items.filter(({ role }) => role === 'close');
    expect(close.map(({ accelerator }) => accelerator)).toEqual(['Command+Shift+W']);
  });

  it.each(['win32', 'linux'] as const)(
    'quits with Ctrl+Q, and has nothing that closes the window, on %s',
    (platform) => {
      const items = all(menuTemplate(platform));
      expect(items.find(({ role }) => role === 'quit')?.accelerator).toBe('Control+Q');
      expect(items.filter(({ role }) => role === 'close')).toEqual([]);
    },
  );
});

import type { Menu, MenuItemConstructorOptions } from 'electron';
import { type MenuCommand, menuCommands } from '../contract/menu-commands.ts';
import { type MenuParts, menuTemplate } from './menu.ts';
import type { MenuWords } from './menu-words.ts';

/** The native menu as it is shown. */
export interface AppMenu {
  /** Shows it in the words of the language that the app speaks from here on; nothing happens while that is the same. */
  speak(): void;
  /** These commands can be given now; the others are greyed. */
  offer(commands: readonly MenuCommand[]): void;
}

/** What the menu needs besides its words. */
export interface AppMenuOptions extends Omit<MenuParts, 'words'> {
  readonly words: () => MenuWords;
  /** Electron's `Menu`. */
  readonly native: {
    buildFromTemplate(template: MenuItemConstructorOptions[]): Pick<Menu, 'getMenuItemById'>;
    setApplicationMenu(menu: Menu | null): void;
  };
}

/** Shows the native menu, with all commands grey until the window offers some. */
export function showAppMenu(options: AppMenuOptions): AppMenu {
  const { words, native, ...parts } = options;
  let offered: ReadonlySet<MenuCommand> = new Set();
  let spoken = words();
  let menu = show();

  function show(): Pick<Menu, 'getMenuItemById'> {
    const made = native.buildFromTemplate(menuTemplate({ ...parts, words: spoken }));
    native.setApplicationMenu(made as Menu);
    return made;
  }

  function grey(): void {
    for (const command of menuCommands) {
      const item = menu.getMenuItemById(command);
      if (item !== null) item.enabled = offered.has(command);
    }
  }

  return {
    speak() {
      if (words() === spoken) return;
      spoken = words();
      menu = show();
      grey();
    },
    offer(commands) {
      offered = new Set(commands);
      grey();
    },
  };
}

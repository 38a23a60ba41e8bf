import type { MenuItemConstructorOptions } from 'electron';
import { strictInstances } from '../not-implemented.ts';

let lastCommandId = 0;
let applicationMenu: HostMenu | null = null;

/** `MenuItem`: keeps what it was made of; `click` runs it as a person's choice would. */
export class HostMenuItem {
  readonly commandId: number;
  readonly id: string;
  readonly type: string;
  readonly role: string | undefined;
  readonly accelerator: unknown;
  readonly submenu: HostMenu | undefined;
  label: string;
  sublabel: string;
  toolTip: string;
  enabled: boolean;
  visible: boolean;
  checked: boolean;
  click: (event?: object, focusedWindow?: object) => void;

  constructor(options: MenuItemConstructorOptions) {
    lastCommandId += 1;
    const { submenu, role } = options;
    this.commandId = lastCommandId;
    this.id = options.id ?? '';
    this.role = role?.toLowerCase();
    this.type = options.type ?? (submenu === undefined ? 'normal' : 'submenu');
    this.label = options.label ?? role ?? '';
    this.sublabel = options.sublabel ?? '';
    this.toolTip = options.toolTip ?? '';
    this.accelerator = options.accelerator;
    this.enabled = options.enabled ?? true;
    this.visible = options.visible ?? true;
    this.checked = options.checked ?? false;
    this.submenu = Array.isArray(submenu) ? HostMenu.buildFromTemplate(submenu) : asMenu(submenu);
    this.click = (event = {}, focusedWindow) => {
      if (this.type === 'checkbox') this.checked = !this.checked;
      if (this.type === 'radio') this.checked = true;
      // A menu item of this host stands in for Electron's, which the option's type asks for.
      const item = this as unknown as Electron.MenuItem;
      options.click?.(item, focusedWindow as Electron.BaseWindow | undefined, event);
    };
  }
}

function asMenu(menu: unknown): HostMenu | undefined {
  return menu instanceof HostMenu ? menu : undefined;
}

/** `Menu`: a tree that tests can look at and choose from; nothing is drawn. */
export class HostMenu {
  readonly items: HostMenuItem[] = [];

  static buildFromTemplate(
    template: readonly (MenuItemConstructorOptions | HostMenuItem)[],
  ): HostMenu {
    const menu = new HostMenu();
    for (const item of template) {
      menu.append(item instanceof HostMenuItem ? item : new HostMenuItem(item));
    }
    return menu;
  }

  static setApplicationMenu(menu: HostMenu | null): void {
    applicationMenu = menu;
  }

  static getApplicationMenu(): HostMenu | null {
    return applicationMenu;
  }

  append(item: HostMenuItem): void {
    this.items.push(item);
  }

  insert(position: number, item: HostMenuItem): void {
    this.items.splice(position, 0, item);
  }

  getMenuItemById(id: string): HostMenuItem | null {
    for (const item of this.items) {
      if (item.id === id) return item;
      const below = item.submenu?.getMenuItemById(id);
      if (below) return below;
    }
    return null;
  }

  popup(options?: { callback?: () => void }): void {
    options?.callback?.();
  }

  closePopup(): void {}
}

// Both lie directly above Object, so what they lack is found out there.
strictInstances('MenuItem', HostMenuItem);
strictInstances('Menu', HostMenu);

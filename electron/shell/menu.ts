import type { MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '../contract/menu-commands.ts';
import type { MenuWords } from './menu-words.ts';

/** What a menu is made with. */
export interface MenuParts {
  readonly platform: NodeJS.Platform;
  readonly words: MenuWords;
  readonly hasDeveloperTools: boolean;
  /** Somebody has chosen a command of the window. */
  readonly choose: (command: MenuCommand) => void;
}

/**
 * The keys of the window's commands, as in the window's own list of them. The window hears them first; the menu shows them, and
 * hears those that nobody has.
 */
const accelerators: Partial<Readonly<Record<MenuCommand, string>>> = {
  palette: 'CommandOrControl+K',
  settings: 'CommandOrControl+,',
  closeTab: 'CommandOrControl+W',
  searchRows: 'F3',
  zoomIn: 'CommandOrControl+Plus',
  zoomOut: 'CommandOrControl+-',
  zoomReset: 'CommandOrControl+Shift+0',
  reload: 'F5',
  filterRow: 'CommandOrControl+Shift+L',
  columns: 'CommandOrControl+L',
  saveView: 'CommandOrControl+S',
  back: 'Alt+Left',
  forward: 'Alt+Right',
  previousRecord: 'Alt+Up',
  nextRecord: 'Alt+Down',
  nextTab: 'Control+Tab',
  previousTab: 'Control+Shift+Tab',
  nextPane: 'F6',
};

/** The window's other keys on macOS, where Option with an arrow belongs to texts. */
const macAccelerators: typeof accelerators = {
  back: 'CommandOrControl+[',
  forward: 'CommandOrControl+]',
  previousRecord: 'CommandOrControl+Alt+Up',
  nextRecord: 'CommandOrControl+Alt+Down',
};

/** Keys that mean something in the rows only; elsewhere the menu must not take them. */
const ownAccelerators: Partial<Readonly<Record<MenuCommand, string>>> = {
  copyRow: 'CommandOrControl+Shift+C',
  filterColumn: 'F4',
  filterByCell: 'Alt+F3',
};

const line: MenuItemConstructorOptions = { type: 'separator' };

/**
 * The native menu: what the window can do by its own commands, and what the system expects of a menu. Commands are greyed until
 * the window offers them. Ctrl+0, Ctrl+1…9 and Ctrl+D change documents in ERP.net's client and are bound to nothing here.
 */
export function menuTemplate(parts: MenuParts): MenuItemConstructorOptions[] {
  const isMac = parts.platform === 'darwin';
  const menus = [
    ...(isMac ? [appMenu(parts)] : []),
    fileMenu(parts),
    editMenu(parts),
    viewMenu(parts),
    navigatorMenu(parts),
    goMenu(parts),
    ...(isMac ? [windowMenu(parts)] : []),
    helpMenu(parts),
  ];
  // macOS has no letters to open a menu with, and shows the sign itself.
  return isMac
    ? menus.map((menu) => ({ ...menu, label: menu.label?.replace('&', '') ?? '' }))
    : menus;
}

function commandItem(command: MenuCommand, parts: MenuParts): MenuItemConstructorOptions {
  const { words, platform, choose } = parts;
  const isMac = platform === 'darwin';
  const accelerator = (isMac ? macAccelerators[command] : undefined) ?? accelerators[command];
  const own = isMac ? undefined : ownAccelerators[command];
  return {
    id: command,
    label: words.commands[command],
    enabled: false,
    ...(accelerator === undefined ? {} : { accelerator }),
    // macOS registers whatever is shown, so there these keys are shown by the window alone.
    ...(own === undefined ? {} : { accelerator: own, registerAccelerator: false }),
    click: () => choose(command),
  };
}

function commandItems(parts: MenuParts, ...commands: MenuCommand[]): MenuItemConstructorOptions[] {
  return commands.map((command) => commandItem(command, parts));
}

/** macOS's menu of the app; its name there is the app's own. */
function appMenu(parts: MenuParts): MenuItemConstructorOptions {
  const { system } = parts.words;
  return {
    label: 'Navigator for ERP.net',
    submenu: [
      ...commandItems(parts, 'about'),
      line,
      ...commandItems(parts, 'settings'),
      line,
      { role: 'services', label: system.services },
      line,
      { role: 'hide', label: system.hide },
      { role: 'hideOthers', label: system.hideOthers },
      { role: 'unhide', label: system.unhide },
      line,
      { role: 'quit', label: system.quit },
    ],
  };
}

function fileMenu(parts: MenuParts): MenuItemConstructorOptions {
  const { words, platform } = parts;
  // On Windows the role has no key of its own.
  const quit = { role: 'quit', label: words.system.quit, accelerator: 'Control+Q' } as const;
  return {
    label: words.menus.file,
    submenu: [
      ...commandItems(parts, 'palette', 'closeTab'),
      line,
      ...commandItems(parts, 'exportViews', 'importViews'),
      line,
      ...commandItems(parts, 'addAccount', 'signOut'),
      ...(platform === 'darwin' ? [] : [line, ...commandItems(parts, 'settings'), line, quit]),
    ],
  };
}

function editMenu(parts: MenuParts): MenuItemConstructorOptions {
  const { menus, system } = parts.words;
  return {
    label: menus.edit,
    submenu: [
      { role: 'undo', label: system.undo },
      { role: 'redo', label: system.redo },
      line,
      { role: 'cut', label: system.cut },
      { role: 'copy', label: system.copy },
      ...commandItems(parts, 'copyRow', 'copyLink'),
      { role: 'paste', label: system.paste },
      { role: 'selectAll', label: system.selectAll },
      line,
      ...commandItems(parts, 'searchRows'),
    ],
  };
}

function viewMenu(parts: MenuParts): MenuItemConstructorOptions {
  const { menus, system } = parts.words;
  const tools = { role: 'toggleDevTools', label: system.developerTools } as const;
  return {
    label: menus.view,
    submenu: [
      ...commandItems(parts, 'setList', 'details'),
      line,
      ...commandItems(parts, 'zoomIn', 'zoomOut', 'zoomReset'),
      line,
      { role: 'togglefullscreen', label: system.fullScreen },
      ...(parts.hasDeveloperTools ? [line, tools] : []),
    ],
  };
}

function navigatorMenu(parts: MenuParts): MenuItemConstructorOptions {
  return {
    label: parts.words.menus.navigator,
    submenu: [
      ...commandItems(parts, 'reload', 'loadAll'),
      line,
      ...commandItems(parts, 'filterRow', 'filterColumn', 'filterByCell'),
      ...commandItems(parts, 'advancedFilter', 'clearFilters'),
      line,
      ...commandItems(parts, 'columns', 'totals', 'saveView', 'saveViewAs'),
      line,
      ...commandItems(parts, 'star', 'keepOffline'),
    ],
  };
}

function goMenu(parts: MenuParts): MenuItemConstructorOptions {
  return {
    label: parts.words.menus.go,
    submenu: [
      ...commandItems(parts, 'back', 'forward'),
      line,
      ...commandItems(parts, 'previousRecord', 'nextRecord'),
      line,
      ...commandItems(parts, 'nextTab', 'previousTab', 'nextPane'),
      line,
      ...commandItems(parts, 'webClient'),
    ],
  };
}

/**
 * The window menu of macOS. The system's own one closes the window with Command+W, which closes a tab here, as in every
 * program with tabs; the window takes Shift besides.
 */
function windowMenu({ words: { menus, system } }: MenuParts): MenuItemConstructorOptions {
  return {
    role: 'window',
    label: menus.window,
    submenu: [
      { role: 'minimize', label: system.minimize },
      { role: 'zoom', label: system.zoom },
      { role: 'close', label: system.closeWindow, accelerator: 'Command+Shift+W' },
      line,
      { role: 'front', label: system.front },
    ],
  };
}

function helpMenu(parts: MenuParts): MenuItemConstructorOptions {
  const isMac = parts.platform === 'darwin';
  return {
    role: 'help',
    label: parts.words.menus.help,
    submenu: [
      ...commandItems(parts, 'connectionTest', 'requestList', 'copyDiagnostics'),
      ...(isMac ? [] : [line, ...commandItems(parts, 'about')]),
    ],
  };
}

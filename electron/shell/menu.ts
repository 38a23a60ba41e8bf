import type { MenuItemConstructorOptions } from 'electron';

/**
 * The window menu of macOS. The system's own one closes the window with Command+W, which closes a tab here, as in every
 * program with tabs; the window takes Shift besides.
 */
const windowMenu: MenuItemConstructorOptions = {
  role: 'window',
  label: 'Window',
  submenu: [
    { role: 'minimize' },
    { role: 'zoom' },
    { role: 'close', label: 'Close Window', accelerator: 'Command+Shift+W' },
    { type: 'separator' },
    { role: 'front' },
  ],
};

/**
 * The native menu. It exists for what the system expects of one (copy and paste on macOS, zoom, quit); the app's own
 * commands are in its window. Ctrl+0 changes documents in ERP.net's client, so it is bound to nothing here.
 */
export function menuTemplate(platform: NodeJS.Platform): MenuItemConstructorOptions[] {
  const view: MenuItemConstructorOptions = {
    label: 'View',
    submenu: [
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { role: 'resetZoom', accelerator: 'CommandOrControl+Shift+0' },
      { type: 'separator' },
      { role: 'togglefullscreen' },
    ],
  };
  if (platform === 'darwin') {
    return [{ role: 'appMenu' }, { role: 'editMenu' }, view, windowMenu];
  }
  // On Windows the role has no key of its own.
  const quit: MenuItemConstructorOptions = { role: 'quit', accelerator: 'Control+Q' };
  return [{ label: 'File', submenu: [quit] }, { role: 'editMenu' }, view];
}

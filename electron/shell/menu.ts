import type { MenuItemConstructorOptions } from 'electron';

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
    return [{ role: 'appMenu' }, { role: 'editMenu' }, view, { role: 'windowMenu' }];
  }
  return [{ label: 'File', submenu: [{ role: 'quit' }] }, { role: 'editMenu' }, view];
}

/** The app's id, as electron-builder.yml has it. */
export const appId = 'net.navigator-for-erp.app';

/**
 * Has the window stand in Windows' taskbar under the icon that was pinned there: the installer gives its shortcuts the app's id,
 * and Windows takes a window without it for another program's. Call it before there is a window; elsewhere it does nothing.
 * @see Electron docs, `app.setAppUserModelId`; Microsoft, Application User Model IDs
 */
export function joinTaskbar(
  app: { setAppUserModelId(id: string): void },
  platform: NodeJS.Platform,
): void {
  if (platform === 'win32') app.setAppUserModelId(appId);
}

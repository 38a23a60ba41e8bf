import { app } from './api/app.ts';
import { HostBrowserWindow as BrowserWindow, webContents } from './api/browser-window.ts';
import { clipboard, dialog, powerMonitor, shell, systemPreferences } from './api/desktop.ts';
import { ipcMain } from './api/ipc-main.ts';
import { HostMenu as Menu, HostMenuItem as MenuItem } from './api/menu.ts';
import { HostMessageChannel as MessageChannelMain } from './api/message-channel.ts';
import { nativeImage } from './api/native-image.ts';
import { nativeTheme } from './api/native-theme.ts';
import { net } from './api/net.ts';
import { safeStorage } from './api/safe-storage.ts';
import { screen } from './api/screen.ts';
import { session } from './api/session.ts';
import { utilityProcess } from './api/utility-process.ts';
import { absent } from './not-implemented.ts';

/** What `import … from 'electron'` gives in the app's main process; the names it lacks throw on use. */
const { protocol } = session.defaultSession;
const autoUpdater = absent('autoUpdater');
const BaseWindow = absent('BaseWindow');
const contentTracing = absent('contentTracing');
const crashReporter = absent('crashReporter');
const desktopCapturer = absent('desktopCapturer');
const globalShortcut = absent('globalShortcut');
const netLog = absent('netLog');
const Notification = absent('Notification');
const powerSaveBlocker = absent('powerSaveBlocker');
const Tray = absent('Tray');
const WebContentsView = absent('WebContentsView');
const webFrameMain = absent('webFrameMain');

const electron = {
  app,
  autoUpdater,
  BaseWindow,
  BrowserWindow,
  clipboard,
  contentTracing,
  crashReporter,
  desktopCapturer,
  dialog,
  globalShortcut,
  ipcMain,
  Menu,
  MenuItem,
  MessageChannelMain,
  nativeImage,
  nativeTheme,
  net,
  netLog,
  Notification,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  systemPreferences,
  Tray,
  utilityProcess,
  webContents,
  WebContentsView,
  webFrameMain,
};

export {
  app,
  autoUpdater,
  BaseWindow,
  BrowserWindow,
  clipboard,
  contentTracing,
  crashReporter,
  desktopCapturer,
  dialog,
  electron as default,
  electron as 'module.exports',
  globalShortcut,
  ipcMain,
  Menu,
  MenuItem,
  MessageChannelMain,
  Notification,
  nativeImage,
  nativeTheme,
  net,
  netLog,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  systemPreferences,
  Tray,
  utilityProcess,
  WebContentsView,
  webContents,
  webFrameMain,
};

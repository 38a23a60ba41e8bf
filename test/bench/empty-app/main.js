// The least an Electron app can do: one window with one row. The floor for every start.
import { app, BrowserWindow } from 'electron';

app.on('window-all-closed', () => app.quit());
void app.whenReady().then(() => {
  const window = new BrowserWindow({ webPreferences: { sandbox: true, contextIsolation: true } });
  return window.loadURL('data:text/html,<table><tr aria-rowindex="2"><td>A row</td></tr></table>');
});

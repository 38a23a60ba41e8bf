import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { app, BrowserWindow, ipcMain, protocol } from 'electron';

const folder = import.meta.dirname;

protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
]);

ipcMain.handle('echo', (_event, value) => value);

await 0;
app.whenReady().then(async () => {
  protocol.handle('app', async (request) => {
    const { pathname } = new URL(request.url);
    const name = pathname === '/' ? 'index.html' : pathname.slice(1);
    const types = { html: 'text/html; charset=utf-8', js: 'text/javascript' };
    return new Response(await readFile(join(folder, name)), {
      headers: {
        'content-type': types[name.split('.').pop()],
        'content-security-policy': "default-src 'none'; script-src 'self'; connect-src 'self'",
      },
    });
  });
  const window = new BrowserWindow({
    width: 900,
    height: 700,
    webPreferences: { preload: join(folder, 'preload.cjs') },
  });
  await window.loadURL('app://bundle/');
});

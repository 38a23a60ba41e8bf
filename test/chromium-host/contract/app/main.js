import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { app, BrowserWindow, protocol } from 'electron';

/** A small app for the contract tests, which give it handlers and ask it through `evaluate`. */
const folder = import.meta.dirname;
const types = { cjs: 'text/javascript', html: 'text/html; charset=utf-8', js: 'text/javascript' };
const policy =
  "default-src 'none'; script-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'";

/** What happened, in order, for the tests to look at. */
const log = [];
globalThis.contract = { log };

async function serve(request) {
  const { pathname } = new URL(request.url);
  const name = pathname === '/' ? 'index.html' : pathname.slice(1);
  if (name === 'echo') {
    return Response.json({
      method: request.method,
      url: request.url,
      type: request.headers.get('content-type'),
      body: await request.text(),
    });
  }
  if (name === 'moved') return Response.redirect('app://bundle/second.html', 302);
  if (name === 'broken') throw new Error('The handler is broken.');
  try {
    const body = await readFile(join(folder, name));
    const type = types[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream';
    return new Response(body, {
      headers: { 'content-type': type, 'content-security-policy': policy },
    });
  } catch {
    return new Response('not here', { status: 404, headers: { 'content-type': 'text/plain' } });
  }
}

protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
]);

app.on('second-instance', (_event, argv, cwd, data) => {
  log.push({ event: 'second-instance', argv, cwd, data });
});

async function start() {
  await app.whenReady();
  protocol.handle('app', serve);
  const window = new BrowserWindow({
    width: 900,
    height: 700,
    webPreferences: { preload: join(folder, 'preload.cjs') },
  });
  await window.loadURL('app://bundle/');
}

if (app.requestSingleInstanceLock({ from: 'contract app' })) void start();
else app.quit();

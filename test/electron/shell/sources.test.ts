import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';

interface Source {
  readonly path: string;
  /** Without comments, which may name what the code must not. */
  readonly code: string;
}

function sourcesIn(folder: string): Source[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|tsx|html)$/.test(name) && !name.endsWith('.d.ts'))
    .map((name) => {
      const path = join(folder, name).replaceAll('\\', '/');
      const text = readFileSync(path, 'utf8');
      return { path, code: text.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '') };
    });
}

const main = sourcesIn('electron');
const page = sourcesIn('renderer');

function filesWith(pattern: RegExp, sources: readonly Source[]): string[] {
  return sources.filter(({ code }) => pattern.test(code)).map(({ path }) => path);
}

describe('what opens a wall is in one place, which is tested:', () => {
  test.each([
    ['requests of the window', /\bipcMain\b/, ['electron/shell/ipc-gate.ts']],
    ['requests to the main process', /\bipcRenderer\b/, ['electron/preload.ts']],
    ['what the page is given', /\bcontextBridge\b/, ['electron/preload.ts']],
    ['windows', /new (BrowserWindow|WebContentsView|BrowserView)\b/, ['electron/shell/window.ts']],
    ['pages', /\.loadURL\(/, ['electron/shell/window.ts']],
    ['pages in the browser', /\.openExternal\(/, ['electron/main.ts']],
  ])('%s', (_, pattern, files) => {
    expect(filesWith(pattern, main)).toEqual(files);
  });

  test('no page is opened in the browser but after a look at its address', () => {
    const { code = '' } = main.find(({ path }) => path === 'electron/main.ts') ?? {};
    const opened = code.match(/[^\n]*\n?[^\n]*\.openExternal\([^\n]*/g) ?? [];
    expect(opened.length).toBeGreaterThan(0);
    for (const call of opened)
      expect(call).toMatch(/openInBrowser\([^;]*\(address\) =>\s*shell\.openExternal\(address\)/);
  });

  test('verdicts on certificates are Chromium’s own', () => {
    const judged = filesWith(/\.setCertificateVerifyProc\(/, main);
    expect(judged).toEqual(['electron/network/certificate-watch.ts']);
    const { code = '' } = main.find(({ path }) => path === judged[0]) ?? {};
    expect(code).toContain('const asChromiumSays = -3;');
    expect(code.match(/callback\([^)]*\)/g)).toEqual(['callback(asChromiumSays)']);
  });

  test('every page that ever comes into being is pinned', () => {
    const { code = '' } = main.find(({ path }) => path === 'electron/main.ts') ?? {};
    expect(code).toMatch(
      /app\.on\('web-contents-created', \(_event, contents\) => pinToPage\(contents\)\)/,
    );
    expect(code).toMatch(/app\.enableSandbox\(\)/);
  });

  test('the session of the window’s page grants nothing and saves nothing, and there is no other for pages', () => {
    const { code = '' } = main.find(({ path }) => path === 'electron/main.ts') ?? {};
    expect(code).toMatch(
      /const page = electronSession\.fromPartition\('page'\);\s+denyPermissions\(page\);\s+denyDownloads\(page\);/,
    );
    expect(code).toMatch(/createWindow\(\{[^}]*?\bsession: page,/);
    expect(filesWith(/\bfromPartition\(/, main)).toEqual(['electron/main.ts']);
    expect(code.match(/\.fromPartition\([^)]*\)/g)).toEqual([
      '.fromPartition(networkPartition, { cache: false })',
      ".fromPartition('page')",
    ]);
  });

  test('a window that crashes or hangs is cared for, and a start that fails is told', () => {
    const { code = '' } = main.find(({ path }) => path === 'electron/main.ts') ?? {};
    expect(code).toMatch(/crashes = careForWindow\(window, /);
    expect(code).toMatch(/^ {2}careForHangs\(ailing, \{/m);
    expect(code).toMatch(/reload\(\) \{\s+tickets\.cancelAll\(\);\s+loadPage\(ailing, appPage\)/);
    expect(code).toMatch(/\.then\(\(\) => start\([^)]*\)\)\s+\.catch\(failToStart\)/);
    expect(code).toMatch(/^ {2}tellFailedStart\(error, \{/m);
  });
});

describe('nowhere in the app', () => {
  test.each([
    ['is code made of a text', /\beval\(|new Function\(|\.executeJavaScript\(|insertCSS\(/],
    ['is a page loaded from a file', /['"`]file:\/\/|\.loadFile\(/],
    [
      'is an error of a certificate waved through',
      /certificate-error|NODE_TLS_REJECT|rejectUnauthorized|callback\(0\)/,
    ],
    ['is the session of all pages used', /\bdefaultSession\b/],
    [
      'is the web’s security loosened',
      /allowRunningInsecureContent|experimentalFeatures|enableBlinkFeatures|nodeIntegrationIn|disable-web-security|no-sandbox|bypassCSP/,
    ],
  ])('%s', (_, pattern) => {
    expect(filesWith(pattern, main)).toEqual([]);
  });

  test.each([
    [
      'is code or markup made of a text in the page',
      /\beval\(|new Function\(|innerHTML|outerHTML|insertAdjacentHTML|document\.write|srcdoc|dangerouslySet/,
    ],
    ['is code loaded from an address that is made', /\bimport\((?!\s*'\.)/],
    [
      // The rows’ own `fetch` takes a ticket.
      'is something asked from the page',
      /(window|globalThis)\.fetch|[^.\w]fetch\((?!ticket\))|XMLHttpRequest|WebSocket|EventSource|sendBeacon|new Worker\(|importScripts/,
    ],
    ['is a page in the page', /<(iframe|webview|embed|frame)\b/],
  ])('%s', (_, pattern) => {
    expect(filesWith(pattern, page)).toEqual([]);
  });

  test('is a text read as markup, but in a document that loads and runs nothing', () => {
    const readers = filesWith(
      /createPolicy|createHTML\(|DOMParser|parseFromString|createContextualFragment/,
      page,
    );
    expect(readers).toEqual(['renderer/record/html-content.tsx']);
  });

  test('is a script or a style in the page itself', () => {
    const html = readFileSync('renderer/index.html', 'utf8');
    expect(html.match(/<script\b[^>]*>[^<]*/g)).toEqual([
      '<script type="module" src="./main.tsx">',
    ]);
    expect(html).not.toMatch(/<style|\sstyle=|\son\w+=|javascript:/i);
  });
});

test('Electron is one exact version, so that it is known which Chromium it is', () => {
  const versions = z.object({ devDependencies: z.object({ electron: z.string() }) });
  const wanted = versions.parse(JSON.parse(readFileSync('package.json', 'utf8'))).devDependencies;
  const locked = z
    .object({ packages: z.object({ 'node_modules/electron': z.object({ version: z.string() }) }) })
    .parse(JSON.parse(readFileSync('package-lock.json', 'utf8')));
  expect(wanted.electron).toMatch(/^\d+\.\d+\.\d+$/);
  expect(locked.packages['node_modules/electron'].version).toBe(wanted.electron);
});

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appOrigin, appProtocolHandler, appScheme } from '../../../electron/shell/app-protocol.ts';

let folder: string;
let count = 0;
function get(url: string, method = 'GET'): Promise<Response> {
  const handler = appProtocolHandler(join(folder, 'renderer'), () => `nonce${++count}`);
  return handler({ url, method });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'app-protocol-'));
  await mkdir(join(folder, 'renderer', 'assets'), { recursive: true });
  await writeFile(join(folder, 'secret.html'), 'secret');
  await writeFile(
    join(folder, 'renderer', 'index.html'),
    '<script nonce="__CSP_NONCE__"></script>',
  );
  await writeFile(join(folder, 'renderer', 'assets', 'a.js'), 'code');
  await writeFile(join(folder, 'renderer', 'assets', 'a.js.map'), 'map');
});
afterAll(() => rm(folder, { recursive: true }));

describe('the app:// protocol', () => {
  test('serves the page with a policy that allows nothing but the bundle and a fresh nonce', async () => {
    const first = await get('app://bundle/index.html');
    const second = await get('app://bundle/index.html');
    const policy = first.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/^default-src 'none'; script-src 'self' 'nonce-nonce\d+';/);
    expect(policy.replaceAll(/nonce-nonce\d+/g, 'nonce-1').split('; ')).toEqual([
      "default-src 'none'",
      "script-src 'self' 'nonce-1'",
      "style-src 'self' 'nonce-1'",
      "img-src 'self' data:",
      "font-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "object-src 'none'",
      "require-trusted-types-for 'script'",
      'trusted-types inert-markup',
    ]);
    const nonce = /nonce-(\w+)/.exec(policy)?.[1];
    expect(await first.text()).toBe(`<script nonce="${nonce}"></script>`);
    expect(second.headers.get('content-security-policy')).not.toBe(policy);
  });

  test('is like https with an origin of its own, and gives no page a way around the policy', () => {
    expect(`${appScheme.scheme}://bundle`).toBe(appOrigin);
    expect(appScheme.privileges).toEqual({
      ...{ standard: true, secure: true, supportFetchAPI: false, codeCache: true },
    });
  });

  test('serves a module with its type, which nobody may guess otherwise', async () => {
    const response = await get('app://bundle/assets/a.js?v=1#x');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await response.text()).toBe('code');
  });

  test.each([
    'app://bundle/../secret.html',
    'app://bundle/%2e%2e/secret.html',
    'app://bundle/..%2fsecret.html',
    'app://bundle/assets/..%5c..%5c..%5csecret.html',
    'app://bundle/%00index.html',
    'app://bundle/%zz.html',
    'app://bundle/assets/a.js.map',
    'app://bundle/assets',
    'app://bundle/',
    'app://other/index.html',
    'app://bandit/index.html',
    'app://bundle.evil/index.html',
    'file:///etc/passwd',
  ])('answers %s with 404', async (url) => {
    expect((await get(url)).status).toBe(404);
  });

  test('answers anything but GET with 404', async () => {
    expect((await get('app://bundle/index.html', 'POST')).status).toBe(404);
  });
});

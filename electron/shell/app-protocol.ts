import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import type { CustomScheme } from 'electron';
import { contentSecurityPolicy } from './content-security-policy.ts';

/** The one origin that the window shows and that may speak to the main process. */
export const appOrigin = 'app://bundle';

/** The page to load. */
export const appPage = `${appOrigin}/index.html`;

/**
 * How `app:` behaves: like https, with an origin of its own. Must be registered before the app is ready.
 * @see Electron docs, `protocol.registerSchemesAsPrivileged`
 */
export const appScheme: CustomScheme = {
  scheme: 'app',
  privileges: { standard: true, secure: true, supportFetchAPI: false, codeCache: true },
};

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/**
 * Answers requests for `app://bundle/…` out of the folder with the built renderer, each with security headers and, for
 * the page, a fresh nonce. Whatever is not a file of the bundle is 404.
 * @param folder absolute path of the built renderer
 * @param nonce makes an unguessable nonce, base64
 */
export function appProtocolHandler(
  folder: string,
  nonce: () => string,
): (request: { readonly url: string; readonly method: string }) => Promise<Response> {
  return async (request) => {
    const path = bundlePath(folder, request.url);
    const type = path === undefined ? undefined : contentTypes[extname(path)];
    if (request.method !== 'GET' || path === undefined || type === undefined) return notFound();
    const content = await readFile(path).catch(() => undefined);
    if (content === undefined) return notFound();
    if (extname(path) !== '.html') {
      return new Response(new Uint8Array(content), { headers: headers(type) });
    }
    const fresh = nonce();
    return new Response(content.toString('utf8').replaceAll('__CSP_NONCE__', fresh), {
      headers: { ...headers(type), 'Content-Security-Policy': contentSecurityPolicy(fresh) },
    });
  };
}

function headers(type: string): Record<string, string> {
  return {
    'Content-Type': type,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cache-Control': 'no-cache',
  };
}

function notFound(): Response {
  return new Response('Not found', { status: 404, headers: headers('text/plain') });
}

function bundlePath(folder: string, address: string): string | undefined {
  const prefix = `${appOrigin}/`;
  if (!address.startsWith(prefix)) return undefined;
  const [encoded = ''] = address.slice(prefix.length).split(/[?#]/, 1);
  let relative: string;
  try {
    relative = decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
  if (relative.includes('\0')) return undefined;
  const path = normalize(join(folder, relative));
  return path.startsWith(folder + sep) ? path : undefined;
}

import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { build } from 'vite';
import { contentSecurityPolicy } from '../../../electron/shell/content-security-policy.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

// The app's own, so that every spec of the window fails where the page offends against it.
const policy = contentSecurityPolicy('harness');

/** The window with a fake main process, built and served under the app's own policy. */
export interface ServedWindow {
  /** Address of a scene. */
  readonly scene: (name: string) => string;
  readonly close: () => Promise<void>;
}

/** Builds the window into a folder of its own and serves it on a free port of this computer. */
export async function serveWindow(): Promise<ServedWindow> {
  const folder = await mkdtemp(join(tmpdir(), 'navigator-window-'));
  await build({
    configFile: join(import.meta.dirname, 'vite.config.ts'),
    logLevel: 'error',
    build: { outDir: folder, chunkSizeWarningLimit: 2000 },
  });
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://window').pathname;
    const file = join(folder, path === '/' ? 'index.html' : path);
    response.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream');
    response.setHeader('content-security-policy', policy);
    createReadStream(file)
      .on('error', () => response.writeHead(404).end())
      .pipe(response);
  });
  const port = await listen(server);
  return {
    scene: (name) => `http://127.0.0.1:${port}/?scene=${name}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true });
    },
  };
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

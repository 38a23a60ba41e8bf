import { createHash, generateKeyPairSync } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { signRelease } from '../../../build/sign-release.ts';
import type { UpdateServer } from '../../../electron/updates/update-server.ts';

/** A key of our own, and one of somebody else. */
export function releaseKey(): { privateKey: string; publicKey: string } {
  return generateKeyPairSync('ed25519', {
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
}

/** A release as electron-builder leaves it in a folder. */
export interface Release {
  readonly version: string;
  readonly program: string;
  /** Which part of the computers it is meant for, in percent; all without it. */
  readonly stagingPercentage?: number;
}

export const programName = 'navigator.AppImage';

/** Puts a release into a folder, signed. @returns the public key */
export async function publish(folder: string, release: Release, key: string): Promise<string> {
  const { version, program, stagingPercentage } = release;
  const sha512 = createHash('sha512').update(program).digest('base64');
  const description = [
    `version: ${version}`,
    `files:`,
    `  - url: ${programName}`,
    `    sha512: ${sha512}`,
    `    size: ${Buffer.byteLength(program)}`,
    `path: ${programName}`,
    `sha512: ${sha512}`,
    ...(stagingPercentage === undefined ? [] : [`stagingPercentage: ${stagingPercentage}`]),
    `releaseDate: '2026-11-23T00:00:00.000Z'`,
    `releaseNotes: Sums are faster.`,
    ``,
  ].join('\n');
  await writeFile(join(folder, programName), program);
  await writeFile(join(folder, channelFile()), description);
  const { publicKey } = await signRelease(folder, key);
  return publicKey;
}

/** What electron-updater asks for on this computer. */
export function channelFile(): string {
  const arch = process.arch === 'x64' ? '' : `-${process.arch}`;
  if (process.platform === 'linux') return `latest-linux${arch}.yml`;
  return process.platform === 'darwin' ? 'latest-mac.yml' : 'latest.yml';
}

/** An update server: the files of a folder, and what was asked of it. */
export interface ServedFolder {
  readonly asked: IncomingMessage[];
  server(publicKey: string): UpdateServer;
}

/** Serves a folder on this computer until the test ends. */
export async function serve(read: (name: string) => Promise<Buffer | null>): Promise<ServedFolder> {
  const asked: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    asked.push(request);
    void read(new URL(request.url ?? '', 'http://127.0.0.1').pathname.slice(1)).then((content) => {
      response.statusCode = content === null ? 404 : 200;
      response.end(content ?? 'nothing here');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  return {
    asked,
    server: (publicKey) => ({ address: new URL(`http://127.0.0.1:${port}/`), publicKey }),
  };
}

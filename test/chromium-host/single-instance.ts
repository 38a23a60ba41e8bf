import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, realpathSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseTrusted } from './json.ts';

/** What the second start tells the first. */
export interface SecondStart {
  readonly argv: string[];
  readonly cwd: string;
  readonly data: unknown;
}

/** One address for a data folder. On Linux an abstract socket: the kernel frees it with its owner. */
function addressOf(userData: string): string {
  mkdirSync(userData, { recursive: true });
  const key = createHash('sha256').update(realpathSync(userData)).digest('hex').slice(0, 24);
  if (process.platform === 'linux') return `\0chromium-host-${key}`;
  if (process.platform === 'win32') return `\\\\.\\pipe\\chromium-host-${key}`;
  return join(tmpdir(), `chromium-host-${key}.sock`);
}

/** Delivers the message before it returns, as Electron does; false when nobody is at the address. */
function notify(address: string, start: SecondStart): boolean {
  const script = `
    const [address, message] = JSON.parse(require('node:fs').readFileSync(0, 'utf8'));
    const socket = require('node:net').connect(address, () => socket.end(message));
    socket.setTimeout(10_000, () => process.exit(0));
    socket.on('error', () => process.exit(3));
    socket.resume().on('close', () => process.exit(0));`;
  const node = process.env.CHROMIUM_HOST_NODE ?? process.argv0;
  const { status } = spawnSync(node, ['-e', script], {
    input: JSON.stringify([address, JSON.stringify(start)]),
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  return status === 0;
}

/** The lock that one start of the app holds on its data folder until it ends. */
export class InstanceLock {
  readonly #onSecond: (start: SecondStart) => void;
  #server: Server | undefined;

  constructor(onSecond: (start: SecondStart) => void) {
    this.#onSecond = onSecond;
  }

  get held(): boolean {
    return this.#server !== undefined;
  }

  /** Takes the lock, or tells the start that has it and answers false. Synchronous, as in Electron. */
  request(userData: string, data: unknown): boolean {
    if (this.held) return true;
    const address = addressOf(userData);
    if (this.#listen(address)) return true;
    if (notify(address, { argv: process.argv, cwd: process.cwd(), data })) return false;
    // Its owner died and, where sockets are files, left it behind.
    if (process.platform === 'darwin') rmSync(address, { force: true });
    return this.#listen(address);
  }

  release(): void {
    this.#server?.close();
    this.#server = undefined;
  }

  #listen(address: string): boolean {
    const server = createServer({ allowHalfOpen: true }, (socket) => {
      let text = '';
      socket.setEncoding('utf8');
      socket.on('data', (part: string) => {
        text += part;
      });
      socket.on('error', () => undefined);
      socket.on('end', () => {
        socket.end();
        this.#onSecond(parseTrusted<SecondStart>(text));
      });
    });
    server.on('error', () => undefined);
    server.listen(address);
    // Binding a local socket happens within the call, so the answer is known now.
    if (!server.listening) return false;
    server.unref();
    this.#server = server;
    return true;
  }
}

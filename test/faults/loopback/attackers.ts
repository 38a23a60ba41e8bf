import { spawn } from 'node:child_process';
import { connect, type Socket } from 'node:net';

/** Something that bothers a listener until it is stopped. */
export interface Attack {
  /** How many connections the attacker holds now. */
  readonly open: () => number;
  readonly stop: () => Promise<void>;
}

/** Sends bytes as they are, and reads until the listener closes the connection; what it answered, possibly nothing. */
export function exchange(port: number, bytes: string | Uint8Array): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    socket.setEncoding('latin1').on('data', (text: string) => {
      answer += text;
    });
    socket.on('error', () => undefined).on('close', () => resolve(answer));
    socket.write(bytes);
  });
}

/** Opens many connections at once, sends the same beginning on each, and holds them; resolves when all are open. */
export async function holdConnections(
  port: number,
  count: number,
  beginning: string | Uint8Array = '',
): Promise<Attack> {
  const sockets = new Set<Socket>();
  const connected = Array.from({ length: count }, () => {
    const socket = connect(port, '127.0.0.1');
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    return new Promise<void>((resolve) => {
      socket.once('connect', () => {
        if (beginning.length > 0) socket.write(beginning);
        resolve();
      });
      socket.once('close', () => resolve());
    });
  });
  await Promise.all(connected);
  return {
    open: () => sockets.size,
    async stop() {
      for (const socket of sockets) socket.destroy();
      await Promise.resolve();
    },
  };
}

/** Sends a request a letter at a time on many connections, never to its end, and reconnects when it is cut off. */
export async function dribble(port: number, count: number, request: string): Promise<Attack> {
  const sockets = new Map<Socket, number>();
  let isOver = false;
  function open(): Promise<void> {
    const socket = connect(port, '127.0.0.1');
    sockets.set(socket, 0);
    socket.on('error', () => undefined);
    socket.on('close', () => {
      sockets.delete(socket);
      if (!isOver) void open();
    });
    return new Promise((resolve) => socket.once('connect', resolve).once('close', () => resolve()));
  }
  const timer = setInterval(() => {
    for (const [socket, sent] of sockets) {
      socket.write(request[sent % request.length] ?? '');
      sockets.set(socket, sent + 1);
    }
  }, 5);
  await Promise.all(Array.from({ length: count }, open));
  return {
    open: () => sockets.size,
    async stop() {
      isOver = true;
      clearInterval(timer);
      for (const socket of sockets.keys()) socket.destroy();
      await Promise.resolve();
    },
  };
}

const flood = `
  const { connect } = require('node:net');
  const [port, count] = process.argv.slice(1).map(Number);
  let open = 0;
  function hold() {
    const socket = connect(port, '127.0.0.1');
    socket.on('connect', () => { if (++open === count) console.log('begun'); });
    socket.on('error', () => undefined).on('close', () => setImmediate(hold));
    socket.resume();
  }
  for (let one = 0; one < count; one += 1) hold();`;

/**
 * Another program that holds as many connections as it can get, and opens a new one the moment one is taken from it;
 * resolves when it has had `count` of them.
 */
export async function floodFromOutside(port: number, count: number): Promise<Attack> {
  const child = spawn(process.execPath, ['-e', flood, String(port), String(count)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await new Promise<void>((resolve) => child.stdout.once('data', () => resolve()));
  return {
    open: () => (child.exitCode === null ? count : 0),
    async stop() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}

import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Bounds how many connections may be open that have not asked anything yet; with one more the oldest of them is closed.
 *
 * Any program of this computer can open connections and stay silent. A server that refuses new ones when it is full, as
 * `server.maxConnections` does, is closed to the browser then. A browser asks within milliseconds of connecting, so it is
 * never the oldest for long; measured, it gets through to a server with 128 places while another process fills them all
 * as fast as it can.
 */
export function limitWaitingConnections(server: Server, most: number): void {
  const waiting = new Set<Socket>();
  server.on('connection', (socket) => {
    waiting.add(socket);
    socket.once('close', () => waiting.delete(socket));
    const [oldest] = waiting;
    if (waiting.size > most) oldest?.destroy();
  });
  // Whoever has asked is answered at once, except the browser, which waits for the page at the end of the sign-in.
  server.on('request', ({ socket }) => waiting.delete(socket));
}

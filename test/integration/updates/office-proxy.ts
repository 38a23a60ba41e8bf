import { createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A company's proxy, and what it has let through. */
export interface OfficeProxy {
  readonly address: string;
  readonly passed: string[];
}

/** Runs a proxy on this computer until the test ends, which lets nobody through but Maria. */
export async function openOfficeProxy(): Promise<OfficeProxy> {
  const passed: string[] = [];
  const isMaria = ({ headers }: IncomingMessage): boolean =>
    headers['proxy-authorization'] === `Basic ${btoa('maria:secret')}`;
  const proxy = createServer((asked, answer) => {
    const { url = '', method, headers } = asked;
    if (!isMaria(asked)) {
      answer.writeHead(407, { 'proxy-authenticate': 'Basic realm="Office"' }).end('who are you?');
      return;
    }
    passed.push(url);
    const { 'proxy-authorization': _, ...own } = headers;
    const onward = request(url, { method, headers: own }, (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(answer);
    });
    onward.on('error', () => answer.writeHead(502).end()).end();
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    proxy.closeAllConnections();
    await new Promise((resolve) => proxy.close(resolve));
  });
  const { port } = proxy.address() as AddressInfo;
  return { address: `http://127.0.0.1:${port}/`, passed };
}

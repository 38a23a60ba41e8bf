import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { success } from '../../../electron/contract/result.ts';
import { systemClock } from '../../../electron/instance/clock.ts';
import { createHttpClient } from '../../../electron/instance/http.ts';
import {
  createInstanceClient,
  type InstanceClient,
} from '../../../electron/instance/instance-client.ts';
import { FakePresence } from '../../electron/instance/fake-presence.ts';
import { sampleInstance } from '../../electron/instance/sample-instance.ts';
import { connect, orders, someOrders } from '../../integration/instance/connected.ts';
import { startServer, type TestServer } from '../../integration/instance/server.ts';

const megabyte = 1024 * 1024;
/** What an answer that is refused may take of memory while it comes: some times the largest one that is read. */
const mostMemory = 400 * megabyte;

function clientOf({ origin }: TestServer): InstanceClient {
  const client = createInstanceClient({
    instance: {
      ...sampleInstance,
      ...{ domainApi: `${origin}/api`, odataRoot: `${origin}/api/domain/odata/` },
    },
    ...{ fetch, clock: systemClock, presence: new FakePresence(), language: () => 'en' as const },
    isReachable: () => Promise.resolve(true),
    accessToken: () => Promise.resolve(success('the-token')),
  });
  onTestFinished(() => client.dispose());
  return client;
}

/** What comes of a task, and by how much memory grew at most meanwhile, in bytes. */
async function measured<Value>(
  task: () => Promise<Value>,
): Promise<{ value: Value; grown: number }> {
  const before = process.memoryUsage().rss;
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 10);
  const value = await task().finally(() => clearInterval(timer));
  return { value, grown: most - before };
}

/** Writes without an end, as fast as somebody reads. */
function pour(response: ServerResponse, piece: Buffer): void {
  const go = (): void => {
    while (!response.destroyed && response.write(piece));
    if (!response.destroyed) response.once('drain', go);
  };
  go();
}

/** Ten megabytes of nothing, packed; a hundred of them are a gigabyte in a megabyte. */
const packed = gzipSync(Buffer.alloc(10 * megabyte, ' '));

const answers: readonly (readonly [string, (response: ServerResponse) => void])[] = [
  [
    'a text of a hundred megabytes',
    (response) => {
      response.setHeader('content-type', 'application/json');
      response.end(`{"value":[{"Name":"${'x'.repeat(100 * megabyte)}"}]}`);
    },
  ],
  [
    'a page without an end',
    (response) => {
      response.setHeader('content-type', 'application/json').write('{"value":[');
      pour(response, Buffer.from('{"Name":"x"},'.repeat(10_000)));
    },
  ],
  [
    'a gigabyte that came in a megabyte',
    (response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
      pour(response, packed);
    },
  ],
  [
    'an error without an end',
    (response) => {
      response.writeHead(500, { 'content-type': 'application/json' });
      pour(response, Buffer.alloc(megabyte, '['));
    },
  ],
];

describe('an answer that is too large', () => {
  test.each(answers)('is left, and so is its connection: %s', async (_, answer) => {
    const server = await startServer((request, response) => {
      if (request.url?.includes('right') === true) response.end('{"value":[]}');
      else answer(response);
    });
    const client = clientOf(server);
    const { value, grown } = await measured(() => client.ask('Crm_Sales', { urgency: 'visible' }));
    expect(value).toEqual({ ok: false, error: { code: 'answerTooLarge' } });
    expect(grown).toBeLessThan(mostMemory);
    await vi.waitFor(() => expect(server.connections()).toBe(0));
    // The next one is read as ever.
    expect(await client.ask('right', { urgency: 'visible' })).toMatchObject({ ok: true });
  });
});

test('an answer that comes byte by byte, for ever, is given up when its time is over', async () => {
  const server = await startServer((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const timer = setInterval(() => response.write(' '), 5);
    response.once('close', () => clearInterval(timer));
  });
  const http = createHttpClient({ fetch, timeoutMs: 200 });
  const answer = await http.get(new URL(server.origin), { bearer: 'abc' });
  expect(answer).toEqual({ ok: false, error: { code: 'timedOut' } });
  await vi.waitFor(() => expect(server.connections()).toBe(0));
});

test('pages without rows that lead on without an end do not keep the app going for ever', async () => {
  const { simulator, client } = await connect();
  const { requests } = simulator.control;
  let pages = 0;
  await client.entitySet(orders);
  const isPage = ({ path }: { path: string }): boolean => path.includes('/odata/');
  const page = () => {
    pages += 1;
    return { value: [], '@odata.nextLink': `${orders}?$top=1&$skiptoken=${pages}` };
  };
  const next = () => simulator.control.failNext({ path: '/odata/', status: 200, body: page() });
  for (let further = 0; further < 200; further += 1) next();
  const signal = new AbortController().signal;
  const answer = await client.fetchRows(someOrders, null, { urgency: 'visible', signal });
  expect(answer).toEqual({ ok: false, error: { code: 'answerNotUnderstood', detail: 'page' } });
  expect(requests().filter(isPage).length).toBeLessThan(150);
});

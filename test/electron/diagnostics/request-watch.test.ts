import { expect, test } from 'vitest';
import { createRequestList } from '../../../electron/diagnostics/request-list.ts';
import { type WatchedRequest, watchRequests } from '../../../electron/diagnostics/request-watch.ts';
import type { Fetch } from '../../../electron/instance/http.ts';

function watched(fetch: Fetch) {
  const requests: WatchedRequest[] = [];
  let now = 1000;
  const clock = { now: () => now };
  const pass = (ms: number): void => {
    now += ms;
  };
  const watch = watchRequests(fetch, { clock, onRequest: (request) => requests.push(request) });
  return { fetch: watch, requests, pass };
}

const address = 'https://x.example/api/domain/odata/Crm_Customers?$filter=secret';

test('a request is told when its last byte came, with its size and how long it took', async () => {
  const { fetch, requests, pass } = watched(async () => {
    pass(30);
    return new Response('twelve bytes', { status: 203, headers: { 'x-some': 'header' } });
  });
  const response = await fetch(address, { headers: { authorization: 'Bearer secret' } });
  expect(requests).toEqual([]);
  pass(12);
  expect(await response.text()).toBe('twelve bytes');
  expect([response.status, response.headers.get('x-some')]).toEqual([203, 'header']);
  expect(requests).toEqual([
    {
      ...{ at: 1000, method: 'GET', path: 'odata/Crm_Customers', status: 203, error: null },
      ...{ ms: 42, bytes: 12 },
    },
  ]);
});

test('an answer without a body ends at once, and the method is that of the request', async () => {
  const { fetch, requests } = watched(async () => new Response(null, { status: 204 }));
  await fetch(new Request(address, { method: 'POST', body: 'secret' }));
  await fetch(new URL(address), { method: 'delete' });
  expect(requests.map(({ method, status }) => [method, status])).toEqual([
    ['POST', 204],
    ['DELETE', 204],
  ]);
});

test.each([
  [new Error('net::ERR_CERT_DATE_INVALID'), 'ERR_CERT_DATE_INVALID'],
  [new Error('Bearer secret was refused'), 'NO_ANSWER'],
])(
  'a request that fails is told by the name of the failure, not by its words',
  async (error, name) => {
    const { fetch, requests } = watched(() => Promise.reject(error));
    await expect(fetch(address)).rejects.toBe(error);
    expect(requests).toMatchObject([{ status: null, error: name, bytes: 0 }]);
  },
);

/** A body of seven bytes, and then what `next` does. */
function sevenBytes(next: (controller: ReadableStreamDefaultController) => void): Response {
  let pulls = 0;
  return new Response(
    new ReadableStream<Uint8Array>({
      pull(controller) {
        pulls += 1;
        if (pulls === 1) controller.enqueue(new Uint8Array(7));
        else next(controller);
      },
    }),
  );
}

test('a body that breaks off, and one that nobody wants any more, are told once', async () => {
  const breaking = watched(async () =>
    sevenBytes((controller) => controller.error(new Error('net::ERR_CONTENT_LENGTH_MISMATCH'))),
  );
  await expect((await breaking.fetch(address)).text()).rejects.toThrow();
  expect(breaking.requests).toMatchObject([{ error: 'ERR_CONTENT_LENGTH_MISMATCH', bytes: 7 }]);

  const endless = watched(async () => sevenBytes(() => undefined));
  const reader = (await endless.fetch(address)).body?.getReader();
  await reader?.read();
  await reader?.cancel();
  expect(endless.requests).toMatchObject([{ error: 'NOT_WANTED', bytes: 7 }]);
});

test('the list keeps the last 200, newest first, and counts all of them', () => {
  const list = createRequestList();
  const request = { method: 'GET', status: 200, error: null, ms: 1, bytes: 1 };
  for (let at = 0; at < 250; at += 1) {
    list.add({ ...request, at, source: 'instance', path: `odata/Set_${at % 3}` });
  }
  list.add({ ...request, at: 250, source: 'copy', path: 'queryRows/Set_1' });
  expect(list.list().map(({ at }) => at)).toEqual(Array.from({ length: 200 }, (_, at) => 250 - at));
  expect([...list.counts()]).toEqual([['GET odata 200', 250]]);
});

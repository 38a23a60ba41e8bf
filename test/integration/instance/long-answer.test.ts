import { describe, expect, test, vi } from 'vitest';
import { failure, success } from '../../../electron/contract/result.ts';
import { createHttpClient, type HttpClientOptions } from '../../../electron/instance/http.ts';
import { startServer } from './server.ts';

const client = (options: Partial<HttpClientOptions> = {}) =>
  createHttpClient({ fetch, ...options });

function collect() {
  const pieces: string[] = [];
  const take = async (text: string) => {
    await Promise.resolve();
    pieces.push(text);
    return success(null);
  };
  return { take, text: () => pieces.join(''), pieces };
}

describe('a long answer', () => {
  test('is handed on as it comes, with no letter cut in two', async () => {
    const text = 'Поръчка ✓ '.repeat(20_000);
    const bytes = Buffer.from(text);
    const server = await startServer((_, response) => {
      for (let at = 0; at < bytes.length; at += 9_999)
        response.write(bytes.subarray(at, at + 9_999));
      response.end();
    });
    const { take, text: taken, pieces } = collect();
    const answer = await client().get(new URL(server.origin), { take });
    expect(answer).toMatchObject({ ok: true, value: { status: 200, text: '' } });
    expect(taken()).toBe(text);
    expect(pieces.length).toBeGreaterThan(5);
  });

  test('waits until each piece is taken', async () => {
    const server = await startServer((_, response) => response.end('x'.repeat(300_000)));
    let taking = 0;
    let most = 0;
    await client().get(new URL(server.origin), {
      async take() {
        taking += 1;
        most = Math.max(most, taking);
        await new Promise((resolve) => setImmediate(resolve));
        taking -= 1;
        return success(null);
      },
    });
    expect(most).toBe(1);
  });

  test('of an error is not handed on, but told whole', async () => {
    const server = await startServer((_, response) => response.writeHead(500).end('{"error":{}}'));
    const { take, pieces } = collect();
    const answer = await client().get(new URL(server.origin), { take });
    expect(answer).toMatchObject({ value: { status: 500, text: '{"error":{}}' } });
    expect(pieces).toEqual([]);
  });

  test('of an error is no longer than other answers', async () => {
    const server = await startServer((_, response) => response.writeHead(500).end('x'.repeat(100)));
    const { take } = collect();
    const answer = await client({ maxBytes: 99 }).get(new URL(server.origin), { take });
    expect(answer).toEqual(failure({ code: 'answerTooLarge' }));
  });

  test('is given up when nobody takes it', async () => {
    const server = await startServer((_, response) => {
      response.write('x'.repeat(100_000));
      // Never ended: only the client can let go.
    });
    const full = failure({ code: 'storageFailed' });
    const answer = await client().get(new URL(server.origin), {
      take: () => Promise.resolve(full),
    });
    expect(answer).toEqual(full);
    await vi.waitFor(() => expect(server.connections()).toBe(0));
  });

  test('that breaks off is incomplete, and not asked for again', async () => {
    const server = await startServer((request, response) => {
      response.writeHead(200).write('[{"a":1},', () => request.socket.destroy());
    });
    const answer = await client().get(new URL(server.origin), { take: collect().take });
    expect(answer).toMatchObject({ error: { code: 'answerIncomplete' } });
    expect(server.requests).toHaveLength(1);
  });

  test('may be longer than others, but not endless', async () => {
    const server = await startServer((_, response) => response.end('x'.repeat(10_000)));
    const { take } = collect();
    const asked = (longMaxBytes: number) =>
      client({ maxBytes: 10, longMaxBytes }).get(new URL(server.origin), { take });
    expect(await asked(10_000)).toMatchObject({ ok: true });
    expect(await asked(9_999)).toEqual(failure({ code: 'answerTooLarge' }));
  });

  test('has its own time', async () => {
    const server = await startServer((_, response) => {
      response.write('[');
    });
    const http = client({ timeoutMs: 60_000, longTimeoutMs: 50 });
    const answer = await http.get(new URL(server.origin), { take: collect().take });
    expect(answer).toEqual(failure({ code: 'timedOut' }));
    await vi.waitFor(() => expect(server.connections()).toBe(0));
  });

  test('ends at once when nobody waits for it any more', async () => {
    const server = await startServer((_, response) => {
      response.write('[');
    });
    const abort = new AbortController();
    const { take, pieces } = collect();
    const answer = client().get(new URL(server.origin), { take, signal: abort.signal });
    await vi.waitFor(() => expect(pieces).toHaveLength(1));
    abort.abort();
    expect(await answer).toEqual(failure({ code: 'cancelled' }));
    await vi.waitFor(() => expect(server.connections()).toBe(0));
  });

  test('follows no redirect either', async () => {
    const server = await startServer((_, response) => {
      response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end();
    });
    const answer = await client().get(new URL(server.origin), { take: collect().take });
    expect(answer).toEqual(failure({ code: 'answerNotUnderstood', detail: 'redirect' }));
  });
});

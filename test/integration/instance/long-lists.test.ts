import { describe, expect, test } from 'vitest';
import { failure, success } from '../../../electron/contract/result.ts';
import { systemClock } from '../../../electron/instance/clock.ts';
import { createInstanceClient } from '../../../electron/instance/instance-client.ts';
import { FakePresence } from '../../electron/instance/fake-presence.ts';
import { sampleInstance } from '../../electron/instance/sample-instance.ts';
import { startServer } from './server.ts';

const turn = { urgency: 'background' } as const;
const rows = (count: number): readonly unknown[] =>
  Array.from({ length: count }, (_, number) => ({ Id: String(number), Name: 'Поръчка'.repeat(9) }));
const long = rows(2000);

/** A client of an instance that answers with texts by the end of their addresses. */
async function asking(texts: Readonly<Record<string, string>>) {
  const server = await startServer(({ url = '' }, response) => {
    response.end(texts[url.split('/').at(-1) ?? '']);
  });
  const client = createInstanceClient({
    isReachable: () => Promise.resolve(true),
    instance: { ...sampleInstance, domainApi: server.origin, odataRoot: `${server.origin}/odata/` },
    fetch,
    accessToken: () => Promise.resolve(success('token')),
    language: () => 'en',
    clock: systemClock,
    presence: new FakePresence(),
  });
  return { client, server };
}

async function received(text: string, signal?: AbortSignal) {
  const { client } = await asking({ Sets: text });
  const list = await client.askList('Sets', { ...turn, signal });
  if (!list.ok) throw new Error(list.error.code);
  return list.value;
}

const count = (some: readonly unknown[]): number => some.length;

describe('A long list', () => {
  test('has come, and is read while the next request is answered', async () => {
    const next = 'Sets?$skiptoken=1';
    const { client } = await asking({
      Sets: JSON.stringify({ '@odata.nextLink': next, value: long }),
      [next]: '{"value":[]}',
    });
    const list = await client.askList('Sets', turn);
    if (!list.ok) throw new Error(list.error.code);
    expect(list.value.seenNextLink).toBe(next);
    const behind = await client.askList(next, turn);
    expect(behind).toMatchObject({ ok: true, value: { seenNextLink: null } });
    const read = await list.value.read(count);
    expect(read).toMatchObject({ ok: true, value: { around: { '@odata.nextLink': next } } });
    const counts = read.ok ? (read.value.read ?? []) : [];
    expect(counts.length).toBeGreaterThan(5);
    expect(counts.reduce((sum, each) => sum + each, 0)).toBe(long.length);
  });

  test('is not looked at beforehand where it is short: reading it tells as soon', async () => {
    const list = await received('{"@odata.nextLink":"b","value":[]}');
    expect(list.seenNextLink).toBeNull();
    expect(await list.read(count)).toEqual(
      success({ around: { '@odata.nextLink': 'b', value: [] }, read: [0] }),
    );
  });

  test('that was cut is incomplete, which shows when it is read', async () => {
    const list = await received(JSON.stringify({ value: long }).slice(0, -100));
    expect(await list.read(count)).toEqual(failure({ code: 'answerIncomplete' }));
  });

  test('that is no JSON has not come, and is no sign of the instance', async () => {
    const { client } = await asking({ Sets: '<html>Sign in to the hotel</html>' });
    const list = await client.askList('Sets', turn);
    expect(list).toEqual(failure({ code: 'answerNotUnderstood' }));
    expect(client.connection()).toMatchObject({ status: 'idle' });
  });

  test('is not read on when nobody wants it any more', async () => {
    const abort = new AbortController();
    const list = await received(JSON.stringify({ value: long }), abort.signal);
    const reading = list.read(count);
    abort.abort();
    expect(await reading).toEqual(failure({ code: 'cancelled' }));
  });
});

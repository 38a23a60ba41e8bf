import { describe, expect, it } from 'vitest';
import { failure, type Result, success } from '../../../electron/contract/result.ts';
import { listReadAlready, type ReceivedList } from '../../../electron/instance/received-list.ts';
import { readRowsTexts } from '../../../electron/library/process/rows-text.ts';
import {
  type AskPage,
  askPage,
  eachPage,
  inMessages,
  type Page,
  rowsWith,
} from '../../../electron/sync/pages.ts';
import { settled } from '../instance/fake-clock.ts';
import { idOf } from './fake-instance.ts';

const row = (number: number) => ({ '@odata.id': `Orders(${idOf(number)})` });

/** An instance that answers with JSON that is there already. */
function answering(ask: (address: string) => Promise<unknown>): AskPage {
  return async (address) => success(listReadAlready(await ask(address)));
}

/** The same of long pages, where they lead seen before they are read: as soon as `read` of their address lets it. */
function answeringLong(
  pages: Readonly<Record<string, { readonly seen: string | null; readonly json: unknown }>>,
) {
  const log: string[] = [];
  const readers = new Map<string, () => void>();
  const ask = (address: string): Promise<Result<ReceivedList>> => {
    log.push(`ask ${address}`);
    const page = pages[address];
    if (page === undefined) return Promise.resolve(failure({ code: 'notFound' }));
    const list = listReadAlready(page.json);
    return Promise.resolve(
      success({
        seenNextLink: page.seen,
        async read(read) {
          log.push(`read ${address}`);
          await new Promise<void>((resolve) => readers.set(address, resolve));
          return list.read(read);
        },
      }),
    );
  };
  return { log, ask, read: (address: string) => readers.get(address)?.() };
}

const keptAll = () => Promise.resolve(success(null));

/** Pages by address; each is answered when the test says so. */
function pagesBy(pages: Readonly<Record<string, unknown>>) {
  const log: string[] = [];
  const held = new Map<string, () => void>();
  return {
    log,
    answer: (address: string) => held.get(address)?.(),
    ask: answering((address) => {
      log.push(`ask ${address}`);
      return new Promise((resolve) => {
        held.set(address, () => resolve(pages[address]));
      });
    }),
  };
}

describe('Pages', () => {
  it('are kept in their order, each while the next one is on its way', async () => {
    const { log, ask, answer } = pagesBy({
      a: { value: [row(1)], '@odata.nextLink': 'b' },
      b: { value: [row(2)], '@odata.nextLink': 'c' },
      c: { value: [] },
    });
    const kept = Promise.withResolvers<Result<null>>();
    const done = eachPage(ask, { address: 'a', read: rowsWith([]) }, ({ rows }) => {
      log.push(`keep ${rows.length}`);
      return kept.promise;
    });
    answer('a');
    await settled();
    answer('b');
    await settled();
    // The second page has come, and waits until the first is kept.
    expect(log).toEqual(['ask a', 'ask b', 'keep 1']);
    kept.resolve(success(null));
    await settled();
    answer('c');
    expect(await done).toEqual(success(null));
    expect(log).toEqual(['ask a', 'ask b', 'keep 1', 'ask c', 'keep 1', 'keep 0']);
  });

  it('are asked for as soon as it is seen where they are, one at most ahead of what is read', async () => {
    const { log, ask, read } = answeringLong({
      a: { seen: 'b', json: { value: [row(1)], '@odata.nextLink': 'b' } },
      b: { seen: 'c', json: { value: [row(2)], '@odata.nextLink': 'c' } },
      c: { seen: 'd', json: { value: [row(3)], '@odata.nextLink': 'd' } },
      d: { seen: null, json: { value: [] } },
    });
    const keeping: (() => void)[] = [];
    const done = eachPage(ask, { address: 'a', read: rowsWith([]) }, ({ rows: [kept] }) => {
      log.push(`keep ${kept?.id === idOf(1) ? 'a' : 'another'}`);
      return new Promise((resolve) => keeping.push(() => resolve(success(null))));
    });
    await settled();
    expect(log).toEqual(['ask a', 'ask b', 'read a']);
    read('a');
    await settled();
    expect(log.slice(3)).toEqual(['keep a', 'ask c', 'read b']);
    read('b');
    await settled();
    // The third has come, and waits until the first is kept: no more than that is ever held.
    expect(log).toHaveLength(6);
    keeping[0]?.();
    await settled();
    expect(log.slice(6)).toEqual(['keep another', 'ask d', 'read c']);
    read('c');
    keeping[1]?.();
    await settled();
    read('d');
    keeping[2]?.();
    await settled();
    keeping[3]?.();
    expect(await done).toEqual(success(null));
    expect(log.filter((each) => each.startsWith('ask'))).toEqual(
      ['a', 'b', 'c', 'd'].map((each) => `ask ${each}`),
    );
  });

  it.each([
    ['elsewhere', { seen: 'x', leads: 'b', asked: ['a', 'x', 'b'] }],
    ['nowhere', { seen: null, leads: 'b', asked: ['a', 'b'] }],
    ['on from the last one', { seen: 'x', leads: undefined, asked: ['a', 'x'] }],
    ['back to itself', { seen: 'a', leads: 'b', asked: ['a', 'b'] }],
  ])('lead where reading tells, and not where they seemed to lead: %s', async (_, given) => {
    const { seen, leads, asked } = given;
    const { log, ask, read } = answeringLong({
      a: { seen, json: { value: [row(1)], '@odata.nextLink': leads } },
      b: { seen: null, json: { value: [row(2)] } },
    });
    const kept: (readonly string[])[] = [];
    const done = eachPage(ask, { address: 'a', read: rowsWith([]) }, ({ rows }) => {
      kept.push(rows.map(({ id }) => id));
      return keptAll();
    });
    await settled();
    read('a');
    await settled();
    read('b');
    expect(await done).toEqual(success(null));
    expect(kept).toEqual(leads === undefined ? [[idOf(1)]] : [[idOf(1)], [idOf(2)]]);
    expect(log.filter((each) => each.startsWith('ask'))).toEqual(
      asked.map((each) => `ask ${each}`),
    );
  });

  it('end where one can’t be kept', async () => {
    const ask = answering((address) =>
      Promise.resolve({ value: [row(1)], '@odata.nextLink': `${address}b` }),
    );
    const kept: Page[] = [];
    const done = await eachPage(ask, { address: 'a', read: rowsWith([]) }, (page) => {
      kept.push(page);
      return Promise.resolve(failure({ code: 'storageFailed' }));
    });
    expect(done).toEqual(failure({ code: 'storageFailed' }));
    expect(kept).toHaveLength(1);
  });

  it.each([
    ['lead round in a circle', [row(1)], (page: number) => (page + 1) % 3, 3],
    ['lead back into their midst', [row(1)], (page: number) => (page === 3 ? 1 : page + 1), 4],
    ['have no row and lead on for ever', [], (page: number) => page + 1, 11],
  ])('end with a failure where they %s', async (_, value, next, count) => {
    const addresses: string[] = [];
    const ask = answering((address) => {
      addresses.push(address);
      return Promise.resolve({ value, '@odata.nextLink': String(next(Number(address))) });
    });
    const done = await eachPage(ask, { address: '0', read: rowsWith([]) }, () =>
      Promise.resolve(success(null)),
    );
    expect(done).toEqual(failure({ code: 'answerNotUnderstood', detail: 'page' }));
    expect(addresses).toHaveLength(count);
  });

  it.each([
    ['of another shape', { rows: [] }],
    ['with a row without a key', { value: [row(1), { Name: 'nobody' }] }],
    ['that leads to itself', { value: [row(1)], '@odata.nextLink': 'a' }],
  ])('are not understood %s', async (_, answer) => {
    const page = await askPage(
      answering(() => Promise.resolve(answer)),
      'a',
      rowsWith([]),
    );
    expect(page).toMatchObject({ error: { code: 'answerNotUnderstood' } });
  });
});

describe('Rows in messages', () => {
  it.each([
    [0, [0]],
    [1, [1]],
    [250, [250]],
    [251, [250, 1]],
    [1100, [250, 250, 250, 250, 100]],
  ])(
    '%i of them go in messages that the library takes, and the last is known',
    async (count, sizes) => {
      const rows = Array.from({ length: count }, (_, index) => ({
        ...{ id: idOf(index), title: null, cells: [] },
      }));
      const written: { readonly size: number; readonly isLast: boolean }[] = [];
      await inMessages(rows, (some, isLast) => {
        written.push({ size: readRowsTexts(some).length, isLast });
        return Promise.resolve(success(null));
      });
      expect(written.map(({ size }) => size)).toEqual(sizes);
      expect(written.map(({ isLast }) => isLast)).toEqual(
        sizes.map((_, index) => index === sizes.length - 1),
      );
    },
  );
});

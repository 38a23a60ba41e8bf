import { expect, test } from '@playwright/test';
import { sharedContractApp } from './contract-app.ts';

/** Written from Electron's documentation of contextBridge and "Context Isolation". */
const running = sharedContractApp();

test('values are copied with their kinds', async () => {
  const { page } = running();
  const seen = await page.evaluate(() => {
    const { contract } = window;
    return {
      text: contract.text,
      number: contract.number,
      nothing: contract.nothing,
      list: contract.list,
      date: contract.date instanceof Date && contract.date.getTime(),
      bytes: contract.bytes instanceof Uint8Array && [...contract.bytes],
      map: contract.map instanceof Map && contract.map.get('one'),
    };
  });
  expect(seen).toEqual({
    text: 'text',
    number: 1.5,
    nothing: null,
    list: [1, [2, { three: 3 }]],
    date: 0,
    bytes: [1, 2, 3],
    map: 1,
  });
});

test('the exposed object is frozen, all the way down, and cannot be replaced', async () => {
  const { page } = running();
  const changed = await page.evaluate(() => {
    const { contract } = window;
    return {
      add: Reflect.set(contract, 'extra', 1),
      overwrite: Reflect.set(contract, 'text', 'other'),
      deep: Reflect.set(contract.list[1][1], 'three', 4),
      nested: Reflect.set(contract.ipc, 'invoke', () => 'stolen'),
      replace: Reflect.set(window, 'contract', 1),
      redefine: Reflect.defineProperty(window, 'contract', { value: 1 }),
      remove: Reflect.deleteProperty(window, 'contract'),
    };
  });
  expect(changed).toEqual({
    add: false,
    overwrite: false,
    deep: false,
    nested: false,
    replace: false,
    redefine: false,
    remove: false,
  });
});

test('data is a copy: a change on one side does not show on the other', async () => {
  const { page } = running();
  expect(await page.evaluate(() => [window.contract.change(), window.contract.original.value])) //
    .toEqual([2, 1]);
});

test('objects lose their prototypes, symbols stay behind', async () => {
  const { page } = running();
  const seen = await page.evaluate(() => {
    const { person } = window.contract;
    return {
      name: person.name,
      greet: typeof person.greet,
      isPlain: Object.getPrototypeOf(person) === Object.prototype,
      symbol: typeof window.contract.symbol,
    };
  });
  expect(seen).toEqual({ name: 'Ada', greet: 'undefined', isPlain: true, symbol: 'undefined' });
});

test('functions cross both ways and answer at once', async () => {
  const { page } = running();
  const seen = await page.evaluate(() => {
    const { contract } = window;
    return {
      sum: contract.add(2, 3),
      callback: contract.call((one: number, other: number) => one - other, 5, 2),
      made: contract.make()(21),
      plain: contract.describe({ a: 1 }),
      list: contract.describe([1]).kind,
    };
  });
  expect(seen).toEqual({
    sum: 5,
    callback: 3,
    made: 42,
    plain: { kind: '[object Object]', isPlain: true },
    list: '[object Array]',
  });
});

test('promises cross and settle', async () => {
  const { page } = running();
  const seen = await page.evaluate(async () => {
    const promise = window.contract.later('value');
    return [promise instanceof Promise, await promise];
  });
  expect(seen).toEqual([true, 'value']);
});

test('an object that holds itself keeps its shape', async () => {
  const { page } = running();
  const seen = await page.evaluate(() => {
    const cycle: { self?: unknown } = {};
    cycle.self = cycle;
    const back = window.contract.same(cycle);
    return back.self === back && back !== cycle;
  });
  expect(seen).toBe(true);
});

test('errors arrive as plain Errors with their message and nothing else', async () => {
  const { page } = running();
  const seen = await page.evaluate(async () => {
    const tell = (error: unknown) =>
      error instanceof Error && {
        message: error.message,
        isPlain: Object.getPrototypeOf(error) === Error.prototype,
        code: 'code' in error ? error.code : 'none',
      };
    let thrown: unknown;
    try {
      window.contract.fail();
    } catch (error) {
      thrown = tell(error);
    }
    return [thrown, await window.contract.failLater().catch((error: unknown) => tell(error))];
  });
  expect(seen).toEqual([
    { message: 'it failed', isPlain: true, code: 'none' },
    { message: 'it failed later', isPlain: true, code: 'none' },
  ]);
});

test('a name that the page already has cannot be exposed', async () => {
  const { page } = running();
  const seen = await page.evaluate(() => [window.contract.duplicate(), window.contract.shadow()]);
  for (const message of seen) {
    expect(message).toContain(
      'Cannot bind an API on top of an existing property on the window object',
    );
  }
});

test('the page cannot listen in or break in by replacing what the bridge is made of', async () => {
  const { page } = running();
  const seen = await page.evaluate(async () => {
    const stolen: string[] = [];
    // On the document itself, where they shadow the real ones until they are removed again.
    document.dispatchEvent = (event) => stolen.push(event.type) > 0;
    document.addEventListener = (type: string) => void stolen.push(type);
    try {
      return [window.contract.add(1, 1), await window.contract.later(3), stolen.length];
    } finally {
      Reflect.deleteProperty(document, 'dispatchEvent');
      Reflect.deleteProperty(document, 'addEventListener');
    }
  });
  expect(seen).toEqual([2, 3, 0]);
});

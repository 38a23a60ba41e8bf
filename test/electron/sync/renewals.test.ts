import { describe, expect, it } from 'vitest';
import { success } from '../../../electron/contract/result.ts';
import { createRenewals, renewAfterMs, rowsAtOnce } from '../../../electron/sync/renewals.ts';
import { fakeRows, idOf, products } from './fake-instance.ts';
import { keptComputer } from './kept-computer.ts';

const hour = 60 * 60_000;

function row(number: number, seenAt = 0) {
  return { id: `${number}`, seenAt };
}

function renewals() {
  const world = { time: 10 * hour, mayWork: true };
  const asked: string[][] = [];
  let release = (): void => undefined;
  const made = createRenewals({
    now: () => world.time,
    mayWork: () => world.mayWork,
    renew: (set, ids) => {
      asked.push([set, ...ids]);
      return new Promise((resolve) => {
        release = resolve;
      });
    },
  });
  const done = async (): Promise<void> => {
    release();
    await new Promise(setImmediate);
  };
  return { ...made, asked, world, done };
}

describe('Rows that somebody looks at', () => {
  it('are asked for again when they are old, and only then', () => {
    const { lookAt, asked } = renewals();
    lookAt('A', [row(1), row(2, 10 * hour - renewAfterMs), row(3, 9 * hour - 1)]);
    expect(asked).toEqual([['A', '1', '3']]);
  });

  it('are asked for once an hour, whatever comes', async () => {
    const { lookAt, asked, world, done } = renewals();
    lookAt('A', [row(1)]);
    await done();
    lookAt('A', [row(1)]);
    expect(asked).toHaveLength(1);
    world.time += renewAfterMs + 1;
    lookAt('A', [row(1)]);
    expect(asked).toHaveLength(2);
  });

  it('go one request after the other, those first that were looked at last', async () => {
    const { lookAt, asked, done } = renewals();
    lookAt('A', [row(0)]);
    lookAt(
      'A',
      Array.from({ length: rowsAtOnce + 10 }, (_, index) => row(index + 1)),
    );
    lookAt('B', [row(7)]);
    expect(asked).toEqual([['A', '0']]);
    await done();
    expect(asked[1]).toEqual(['B', '7']);
    await done();
    expect(asked[2]).toHaveLength(rowsAtOnce + 1);
    expect(asked[2]?.at(-1)).toBe(`${rowsAtOnce + 10}`);
    await done();
    expect(asked[3]).toHaveLength(11);
    await done();
    expect(asked).toHaveLength(4);
  });

  it('are forgotten who has scrolled past them, and not asked for where nothing may be', async () => {
    const { lookAt, asked, world, done } = renewals();
    world.mayWork = false;
    lookAt('A', [row(1)]);
    expect(asked).toEqual([]);
    world.mayWork = true;
    for (let page = 0; page < 10; page += 1) {
      lookAt(
        'A',
        Array.from({ length: 100 }, (_, index) => row(page * 100 + index)),
      );
    }
    for (let request = 0; request < 20; request += 1) await done();
    expect(asked.flatMap((ids) => ids.slice(1)).length).toBeLessThanOrEqual(200 + 100);
    expect(asked.flat()).toContain('999');
  });

  it('are asked for when somebody comes back to them who had scrolled past', async () => {
    const { lookAt, asked, done } = renewals();
    for (let page = 0; page < 10; page += 1) {
      lookAt(
        'A',
        Array.from({ length: 100 }, (_, index) => row(page * 100 + index)),
      );
    }
    for (let request = 0; request < 20; request += 1) await done();
    expect(asked.flat()).not.toContain('500');
    lookAt('A', [row(500), row(999)]);
    expect(asked.at(-1)).toEqual(['A', '500']);
  });
});

it('what has changed without its row being changed is here soon after somebody looks at it', async () => {
  const computer = await keptComputer();
  const { instance } = computer;
  // The first row was changed last, so that following asks for no other one.
  const [first, ...others] = fakeRows(0, 10);
  const known = first === undefined ? [] : [{ ...first, changedAt: hour }];
  instance.rows.set(products, [...known, ...others]);
  const wish = { set: products, along: [], withPictures: false };
  expect(await computer.world().sync.keep(wish)).toEqual(success(null));
  await computer.world().idle();
  const renamed = others.map((each) => ({ ...each, name: `${each.name}, renamed` }));
  instance.rows.set(products, [...known, ...renamed]);
  await computer.world().pass(2 * hour, hour / 2);
  expect(await computer.titles(products)).toContain('The Row 4');
  instance.asked.splice(0);

  const looked = [0, 4].map((number) => ({ id: idOf(number), seenAt: 0 }));
  computer.world().sync.lookedAt(products, looked);
  await computer.world().idle();
  expect(await computer.titles(products)).toContain('The Row 4, renamed');
  expect(await computer.titles(products)).toContain('The Row 5');
  expect(computer.world().changed.at(-1)).toBe(products);
  expect(instance.asked).toMatchObject([{ urgency: 'background' }]);

  computer.world().setOnline(false);
  computer.world().sync.lookedAt(products, [{ id: idOf(5), seenAt: 0 }]);
  await computer.world().idle();
  expect(instance.asked).toHaveLength(1);
});

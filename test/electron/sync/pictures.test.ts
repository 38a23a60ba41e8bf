import { beforeEach, describe, expect, it } from 'vitest';
import type { KeptPart } from '../../../electron/contract/local-copy.ts';
import { failure, success } from '../../../electron/contract/result.ts';
import { rhythm } from '../../../electron/sync/schedule.ts';
import { type FakeRow, fakeRows, idOf, invoices, products } from './fake-instance.ts';
import { type KeptComputer, keptComputer } from './kept-computer.ts';

const png = Buffer.from('89504e470d0a1a0a00', 'hex').toString('base64');
const jpeg = Buffer.from('ffd8ffe000', 'hex').toString('base64');
const drawing = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>').toString('base64');
const large = Buffer.concat([Buffer.from('ffd8ff', 'hex'), Buffer.alloc(2_000_000)]);

let computer: KeptComputer;

function sell(pictures: readonly (string | undefined)[], changedAt = 0): void {
  const rows = fakeRows(0, pictures.length, changedAt).map((row, index): FakeRow => {
    const picture = pictures[index];
    return picture === undefined ? row : { ...row, picture };
  });
  computer.instance.rows.set(products, rows);
}

async function keep(withPictures = true): Promise<void> {
  expect(await computer.world().sync.keep({ set: products, along: [], withPictures })).toEqual(
    success(null),
  );
  await computer.world().idle();
}

function askedForPictures(): readonly string[] {
  return computer.instance.asked
    .splice(0)
    .map(({ address }) => decodeURIComponent(address))
    .filter((address) => address.includes('Picture'));
}

async function picture(number: number) {
  const given = { set: products, id: idOf(number), column: 'Picture' };
  const kept = await computer.library().ask('readPicture', given);
  return kept.ok ? kept.value : null;
}

const kept = () => computer.world().kept(products);

beforeEach(async () => {
  computer = await keptComputer();
  sell([png, undefined, jpeg, drawing, large.toString('base64')]);
});

describe('Pictures of a kept set', () => {
  it('are never asked for unless they are wished', async () => {
    await keep(false);
    await computer.world().pass(rhythm.renewal, rhythm.sweep);
    expect(askedForPictures()).toEqual([]);
    expect(kept()).toMatchObject({ status: 'upToDate' });
    expect(kept()).not.toHaveProperty('pictures');
  });

  it('come after its rows, a few at a time, but for what is too large or no picture', async () => {
    await keep();
    const [first, ...next] = askedForPictures();
    expect(first).toContain(`${products}?$select=Id,Picture&$filter=Id in (${idOf(0)},`);
    expect(next.every((address) => address.includes('skiptoken'))).toBe(true);
    expect(await picture(0)).toMatchObject({ state: 'here', kind: 'image/png', base64: png });
    expect(await picture(1)).toMatchObject({ state: 'none' });
    expect(await picture(2)).toMatchObject({ kind: 'image/jpeg', size: 5, base64: jpeg });
    expect(await picture(3)).toMatchObject({ state: 'unreadable', base64: null });
    expect(await picture(4)).toMatchObject({ state: 'tooLarge', size: 2_000_003, base64: null });
    expect(kept()?.completeAt).not.toBeNull();
    expect(kept()).toMatchObject({
      status: 'upToDate',
      pictures: { here: 2, leftOut: 2, isFull: false },
    });
  });

  it('are not asked for again until their rows change, or a week has gone', async () => {
    await keep();
    askedForPictures();
    await computer.world().pass(rhythm.sweep, rhythm.count);
    expect(askedForPictures()).toEqual([]);

    sell([png, undefined, jpeg, drawing, png], computer.world().clock.now());
    const rows = computer.instance.rows.get(products) ?? [];
    const changed = rows.map((row, index) => (index === 4 ? { ...row, name: 'New' } : row));
    computer.instance.rows.set(
      products,
      changed.map((row, index) => (index === 4 ? row : { ...row, changedAt: 0 })),
    );
    await computer.world().pass(2 * rhythm.follow, rhythm.follow);
    expect(await picture(4)).toMatchObject({ state: 'here', base64: png });
    const [asked, ...more] = askedForPictures();
    expect(asked).toContain(`Id in (${idOf(4)})`);
    expect(more).toEqual([]);

    await computer.world().pass(rhythm.renewal + rhythm.pictures, rhythm.sweep / 2);
    expect(askedForPictures().length).toBeGreaterThan(0);
  });

  it('are asked for one by one where several don’t fit into an answer, and left out where one does not', async () => {
    computer.instance.trouble = ({ address }) => {
      const isHuge = address.includes('Picture') && address.includes(idOf(2));
      return isHuge ? failure({ code: 'answerTooLarge' }) : undefined;
    };
    await keep();
    expect(await picture(0)).toMatchObject({ state: 'here' });
    expect(await picture(2)).toMatchObject({ state: 'tooLarge', size: 0 });
    expect(kept()).toMatchObject({ status: 'upToDate', pictures: { here: 1, leftOut: 3 } });
  });

  it('go on with those that are missing after an end in between', async () => {
    computer = await keptComputer(100);
    sell(Array.from({ length: 25 }, () => png));
    computer.instance.trouble = ({ address }) =>
      address.includes(idOf(12)) ? failure({ code: 'serverError' }) : undefined;
    await keep();
    expect(kept()).toMatchObject({ status: 'failed', pictures: { here: 10 } });
    computer.instance.trouble = () => undefined;
    askedForPictures();
    await computer.restart();
    expect(kept()).toMatchObject({ pictures: { here: 25 } });
    expect(askedForPictures()).toHaveLength(2);
  });

  it('go when nobody wishes them any more', async () => {
    await keep();
    await keep(false);
    expect(await picture(0)).toBeNull();
    await keep();
    expect(await picture(0)).toMatchObject({ state: 'here' });
  });

  it('of a part are those of its rows, and go with it', async () => {
    const part: KeptPart = {
      ...{ search: '', words: ['Name: Orange'] },
      where: [[{ test: 'startsWith', path: 'Name', text: 'Orange' }]],
    };
    const rows = fakeRows(0, 4).map((row, index): FakeRow => {
      return { ...row, name: `${index < 2 ? 'Orange' : 'Apple'} ${index}`, picture: png };
    });
    computer.instance.rows.set(invoices, rows);
    const wish = { set: invoices, part, along: [], withPictures: true };
    expect(await computer.world().sync.keep(wish)).toEqual(success(null));
    await computer.world().idle();
    const counted = () => computer.library().ask('countPictures', { set: invoices });
    expect(await counted()).toMatchObject({ value: { here: 2 } });

    expect(await computer.world().sync.stop({ set: invoices, part })).toEqual(success(null));
    expect(await counted()).toMatchObject({ value: { here: 0 } });
  });

  it('are part of the estimate', async () => {
    const { signal } = new AbortController();
    const estimate = async (withPictures: boolean) => {
      const given = { set: products, along: [], withPictures };
      const estimated = await computer.world().sync.estimate(given, signal);
      return estimated.ok ? estimated.value.bytes : 0;
    };
    sell(Array.from({ length: 40 }, () => large.subarray(0, 100_003).toString('base64')));
    expect((await estimate(true)) - (await estimate(false))).toBe(40 * 100_003);
  });
});

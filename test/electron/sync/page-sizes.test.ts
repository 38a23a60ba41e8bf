import { beforeEach, expect, it } from 'vitest';
import { failure, success } from '../../../electron/contract/result.ts';
import { fakeRows, orders } from './fake-instance.ts';
import { type KeptComputer, keptComputer } from './kept-computer.ts';

const minute = 60_000;

let computer: KeptComputer;

beforeEach(async () => {
  computer = await keptComputer();
  computer.instance.rows.set(orders, fakeRows(0, 10));
});

function parameters(address: string): URLSearchParams {
  return new URL(address, 'https://instance/').searchParams;
}

/** How many rows were asked for at once, each time that a run began. */
function begun(): readonly number[] {
  return computer.instance.asked
    .map(({ address }) => parameters(address))
    .filter((asked) => asked.has('$count') && !asked.has('$skiptoken'))
    .map((asked) => Number(asked.get('$top')));
}

async function keep(): Promise<void> {
  const wish = { set: orders, along: [], withPictures: false };
  expect(await computer.world().sync.keep(wish)).toEqual(success(null));
  await computer.world().idle();
}

it('an instance that takes too long for a page is asked for half as many rows, until it answers', async () => {
  computer.instance.trouble = ({ address }) =>
    Number(parameters(address).get('$top')) > 300 ? failure({ code: 'timedOut' }) : undefined;
  await keep();
  await computer.world().pass(30 * minute, minute);
  expect(computer.world().sync.isComplete(orders)).toBe(true);
  expect(begun()).toEqual([1000, 1000, 500, 250]);
});

it('an answer that is too large in the middle of a run is asked for anew in smaller ones', async () => {
  computer.instance.trouble = ({ address }) => {
    const asked = parameters(address);
    const isLarge = asked.has('$skiptoken') && Number(asked.get('$top')) > 500;
    return isLarge ? failure({ code: 'answerTooLarge' }) : undefined;
  };
  await keep();
  await computer.world().pass(5 * minute, minute);
  expect(computer.world().sync.isComplete(orders)).toBe(true);
  expect(await computer.titles(orders)).toHaveLength(10);
  expect(begun()).toEqual([1000, 500]);
});

it('a page that took too long after others had come is only asked for again', async () => {
  let troubles = 3;
  computer.instance.trouble = ({ address }) => {
    if (!parameters(address).has('$skiptoken') || troubles === 0) return undefined;
    troubles -= 1;
    return failure({ code: 'timedOut' });
  };
  await keep();
  await computer.world().pass(10 * minute, minute);
  expect(computer.world().sync.isComplete(orders)).toBe(true);
  expect(begun()).toEqual([1000]);
});

it('an instance that never answers is not asked for less than a hundred rows', async () => {
  computer.instance.trouble = () => failure({ code: 'timedOut' });
  await keep();
  await computer.world().pass(24 * 60 * minute, 10 * minute);
  expect(begun().at(-1)).toBe(100);
  expect(begun().length).toBeLessThan(100);
});

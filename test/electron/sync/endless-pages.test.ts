import { describe, expect, it } from 'vitest';
import { success } from '../../../electron/contract/result.ts';
import { rhythm } from '../../../electron/sync/schedule.ts';
import { idOf, orders } from './fake-instance.ts';
import { type KeptComputer, keptComputer } from './kept-computer.ts';

const size = 500;
/** Pages that lead round in a circle. */
const circle = 5;

/** Has pages come again and again, and everything interrupted on the way before it could be seen in one go. */
async function goneRound(computer: KeptComputer, isIt: (address: string) => boolean) {
  const { instance } = computer;
  let asked = 0;
  instance.trouble = ({ address }) => {
    if (!isIt(decodeURIComponent(address))) return undefined;
    asked += 1;
    if (asked % (circle - 2) === 0) computer.world().setMetered(true);
    const page = Number(/page=(\d+)/.exec(address)?.[1] ?? 0);
    const first = page * size;
    return success({
      '@odata.count': circle * size,
      '@odata.nextLink': `${orders}?page=${(page + 1) % circle}&${address.split('?')[1]?.replace(/page=\d+&/, '')}`,
      value: Array.from({ length: size }, (_, index) => ({
        '@odata.id': `${orders}(${idOf(first + index)})`,
      })),
    });
  };
  for (let times = 0; times < 40 && computer.world().kept(orders)?.failure == null; times += 1) {
    computer.world().setMetered(false);
    await computer.world().idle();
  }
  return { asked, kept: computer.world().kept(orders) };
}

const failed = { status: 'failed', failure: { code: 'answerNotUnderstood' } };

describe('Pages that never end, and are never followed for long in one go', () => {
  it('are a failure of a pull that has brought more rows than there are', async () => {
    const computer = await keptComputer(size);
    const choice = { set: orders, along: [], withPictures: false };
    const going = goneRound(computer, () => true);
    expect(await computer.world().sync.keep(choice)).toEqual(success(null));
    const { asked, kept } = await going;
    expect(kept).toMatchObject(failed);
    expect(asked).toBeLessThan(5 * circle);
  });

  it('are a failure of a sweep that has seen more rows than there are', async () => {
    const computer = await keptComputer(size);
    const choice = { set: orders, along: [], withPictures: false };
    await computer.world().sync.keep(choice);
    await computer.world().idle();
    const isSweep = (address: string) => !/\$filter|\$count|\$expand/.test(address);
    const going = goneRound(computer, isSweep);
    await computer.world().pass(rhythm.sweep);
    const { asked, kept } = await going;
    expect(kept).toMatchObject(failed);
    expect(asked).toBeLessThan(5 * circle);
  });
});

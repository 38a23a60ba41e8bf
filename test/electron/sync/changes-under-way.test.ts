import { expect, it } from 'vitest';
import { rhythm } from '../../../electron/sync/schedule.ts';
import type { Asked } from './fake-instance.ts';
import { fakeRows, idOf, orders } from './fake-instance.ts';
import { type KeptComputer, keptComputer } from './kept-computer.ts';

const choice = { set: orders, along: [], withPictures: false };
const minute = 60_000;

/** Changes rows of the instance when it is asked for a page for the first time, before it answers. */
function onceAsked(
  computer: KeptComputer,
  isMeant: (asked: Asked) => boolean,
  change: () => void,
): void {
  let isDone = false;
  computer.instance.trouble = (asked) => {
    if (!isDone && isMeant(asked)) {
      isDone = true;
      change();
    }
    return undefined;
  };
}

function changeRow({ instance }: KeptComputer, number: number, name: string, at: number): void {
  const rows = instance.rows.get(orders) ?? [];
  instance.rows.set(
    orders,
    rows.map((row) => (row.id === idOf(number) ? { ...row, name, changedAt: at } : row)),
  );
}

async function keep(computer: KeptComputer): Promise<void> {
  await computer.world().sync.keep(choice);
  await computer.world().idle();
}

it('what is changed behind a pull that takes hours comes with the first run after it', async () => {
  const computer = await keptComputer();
  const begun = computer.world().clock.now();
  computer.instance.rows.set(orders, fakeRows(0, 10, begun - minute));
  const isLastPage = ({ address }: Asked): boolean => address.includes(idOf(9));
  onceAsked(computer, isLastPage, () => {
    changeRow(computer, 0, 'behind', begun + minute);
    changeRow(computer, 9, 'ahead', begun + 3 * 60 * minute);
  });
  await keep(computer);
  expect(await computer.titles(orders)).toEqual(
    expect.arrayContaining(['The behind', 'The ahead']),
  );
});

it('what is changed behind a run that takes hours comes with the next one', async () => {
  const computer = await keptComputer();
  await keep(computer);
  const begun = computer.world().clock.now();
  for (let number = 0; number < 8; number += 1) changeRow(computer, number, `${number}`, begun);
  const isLastPage = ({ address }: Asked): boolean => address.includes(idOf(6));
  onceAsked(computer, isLastPage, () => {
    changeRow(computer, 0, 'behind', begun + minute);
    changeRow(computer, 7, 'ahead', begun + 3 * 60 * minute);
  });
  await computer.world().pass(rhythm.follow);
  expect(await computer.titles(orders)).toContain('The ahead');
  expect(await computer.titles(orders)).not.toContain('The behind');
  await computer.world().pass(rhythm.follow);
  expect(await computer.titles(orders)).toContain('The behind');
});

it('no page is lost and none doubled when the app is killed between two messages of one', async () => {
  const computer = await keptComputer(501);
  const now = computer.world().clock.now();
  // Of the others nothing has changed since, so that following brings none of them.
  computer.instance.rows.set(orders, [...fakeRows(0, 1, now), ...fakeRows(1, 1200)]);
  // The second page is asked for before the first is kept, which takes three messages.
  onceAsked(
    computer,
    ({ address }) => address.includes(idOf(501)),
    () => {
      computer.world().crashAfter(1);
    },
  );
  await computer.world().sync.keep(choice);
  await computer.world().idle();
  expect(computer.world().hasCrashed()).toBe(true);

  await computer.restart();
  const state = await computer.library().ask('readSyncState', { set: orders });
  expect(state).toMatchObject({ value: { rows: 1200 } });
  expect(computer.world().sync.isComplete(orders)).toBe(true);
  const first = computer.instance.asked.filter(({ address }) => !address.includes('skiptoken'));
  // The page of which only a part was kept came again.
  expect(first.filter(({ address }) => address.includes('count=true'))).toHaveLength(2);
});

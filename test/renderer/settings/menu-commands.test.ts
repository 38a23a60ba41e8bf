import { expect, test } from 'vitest';
import type { MenuCommand } from '../../../electron/contract/menu-commands.ts';
import type { ErpApi } from '../../../electron/contract/requests.ts';
import { success } from '../../../electron/contract/result.ts';
import { createCommandStore } from '../../../renderer/commands/command-store.ts';
import { followMenu } from '../../../renderer/settings/menu-commands.ts';
import { nextZoom } from '../../../renderer/settings/opened-settings.ts';

function setUp() {
  const store = createCommandStore();
  const told: (readonly string[])[] = [];
  const waiting: (() => void)[] = [];
  let choose: (payload: { command: MenuCommand }) => void = () => undefined;
  const end = followMenu(
    {
      on: ((_event: string, listener: typeof choose) => {
        choose = listener;
        return () => {
          choose = () => undefined;
        };
      }) as ErpApi['on'],
      offerCommands({ commands }) {
        told.push(commands);
        return Promise.resolve(success(null));
      },
    },
    store,
    (callback) => {
      waiting.push(callback);
      return () => waiting.splice(0);
    },
  );
  const settle = () => {
    for (const callback of waiting.splice(0)) callback();
  };
  return {
    store,
    told,
    waiting,
    settle,
    end,
    choose: (command: MenuCommand) => choose({ command }),
  };
}

test('the menu learns of a change of screen once, of the commands that it has, and only of changes', () => {
  const { store, told, waiting, settle } = setUp();
  const stop = store.offer('reload', () => undefined);
  store.offer('renameView', () => undefined);
  store.offer('settings', () => undefined);
  expect(waiting).toHaveLength(1);
  settle();
  expect(told).toEqual([['settings', 'reload']]);
  store.offer('deleteView', () => undefined);
  settle();
  expect(told).toHaveLength(1);
  stop();
  settle();
  expect(told.at(-1)).toEqual(['settings']);
});

test('what is chosen in the menu is done as long as it is offered, and nothing after the end', () => {
  const { store, choose, end, settle, told } = setUp();
  const done: string[] = [];
  const stop = store.offer('about', () => done.push('about'));
  choose('about');
  stop();
  choose('about');
  store.offer('about', () => done.push('late'));
  end();
  choose('about');
  settle();
  expect(done).toEqual(['about']);
  expect(told).toEqual([]);
});

test('sizes go step by step and stop at the ends', () => {
  expect([nextZoom(100, 1), nextZoom(100, -1)]).toEqual([110, 90]);
  expect([nextZoom(200, 1), nextZoom(80, -1)]).toEqual([200, 80]);
});

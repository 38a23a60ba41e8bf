import { useEffect } from 'react';
import { type MenuCommand, menuCommands } from '../../electron/contract/menu-commands.ts';
import type { ErpApi } from '../../electron/contract/requests.ts';
import type { CommandStore } from '../commands/command-store.ts';
import type { CommandId } from '../commands/commands.ts';

/** All commands of the menu are commands of the window. */
const inMenu = menuCommands satisfies readonly CommandId[];

function inMenuOf(offered: readonly CommandId[]): MenuCommand[] {
  return inMenu.filter((command) => offered.includes(command));
}

/**
 * Gives the commands that somebody chooses in the native menu, and tells it which of them can be given.
 *
 * @param soon - calls back once what is under way is done, so that a change of screen is told as one; gives a function that
 *   takes the call back
 */
export function followMenu(
  erp: Pick<ErpApi, 'on' | 'offerCommands'>,
  store: CommandStore,
  soon: (callback: () => void) => () => void,
): () => void {
  let told = '';
  let cancel: (() => void) | null = null;

  function tell() {
    cancel = null;
    const commands = inMenuOf(store.offered());
    if (commands.join() === told) return;
    told = commands.join();
    void erp.offerCommands({ commands });
  }

  function tellSoon() {
    cancel ??= soon(tell);
  }

  const ends = [
    erp.on('commandChosen', ({ command }) => store.run(command)),
    store.subscribe(tellSoon),
    () => cancel?.(),
  ];
  tellSoon();
  return () => {
    for (const end of ends) end();
  };
}

/** {@link followMenu} for as long as the window lives. */
export function useMenu(erp: ErpApi, store: CommandStore) {
  useEffect(
    () =>
      followMenu(erp, store, (callback) => {
        const timer = setTimeout(callback, 0);
        return () => clearTimeout(timer);
      }),
    [erp, store],
  );
}

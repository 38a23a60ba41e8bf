import { type CommandId, inDialogs } from './commands.ts';

/** The commands that can be given now. */
export interface CommandStore {
  /** A new list whenever it has changed, in the order in which they came to be offered. */
  readonly offered: () => readonly CommandId[];
  readonly subscribe: (listener: () => void) => () => void;
  /** Offers a command until the returned function is called; of several offers the newest counts. */
  readonly offer: (id: CommandId, run: () => void) => () => void;
  /** Offers nothing but what concerns dialogs, too, until the returned function is called: what is below one can't be reached. */
  readonly holdBack: () => () => void;
  readonly isHeldBack: () => boolean;
  /** Carries a command out; does nothing when nobody offers it any more. */
  readonly run: (id: CommandId) => void;
}

/** Makes a store without any. */
export function createCommandStore(): CommandStore {
  const offers: { readonly id: CommandId; readonly run: () => void }[] = [];
  const listeners = new Set<() => void>();
  let dialogs = 0;
  let ids: readonly CommandId[] = [];

  const isHeldBack = () => dialogs > 0;

  function publish() {
    const offered = new Set(offers.map(({ id }) => id));
    ids = [...offered].filter((id) => !isHeldBack() || inDialogs.has(id));
    for (const listener of listeners) listener();
  }

  return {
    offered: () => ids,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    offer: (id, run) => {
      const offer = { id, run };
      offers.push(offer);
      publish();
      return () => {
        offers.splice(offers.indexOf(offer), 1);
        publish();
      };
    },
    holdBack: () => {
      dialogs += 1;
      publish();
      return () => {
        dialogs -= 1;
        publish();
      };
    },
    isHeldBack,
    run: (id) => {
      if (ids.includes(id)) offers.findLast((offer) => offer.id === id)?.run();
    },
  };
}

import type { CommandId } from './commands.ts';

/** The commands that can be given now. */
export interface CommandStore {
  /** A new list whenever it has changed, in the order in which they came to be offered. */
  readonly offered: () => readonly CommandId[];
  readonly subscribe: (listener: () => void) => () => void;
  /** Offers a command until the returned function is called; of several offers the newest counts. */
  readonly offer: (id: CommandId, run: () => void) => () => void;
  /** Carries a command out; does nothing when nobody offers it any more. */
  readonly run: (id: CommandId) => void;
}

/** Makes a store without any. */
export function createCommandStore(): CommandStore {
  const offers: { readonly id: CommandId; readonly run: () => void }[] = [];
  const listeners = new Set<() => void>();
  let ids: readonly CommandId[] = [];

  function publish() {
    ids = [...new Set(offers.map(({ id }) => id))];
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
    run: (id) => offers.findLast((offer) => offer.id === id)?.run(),
  };
}

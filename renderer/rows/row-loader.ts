import type { StructuredQuery } from '../../electron/contract/query.ts';
import type { ErpApi } from '../../electron/contract/requests.ts';
import { nextPage, noRows, type RowPages, type RowPagesEvent, rowPagesAfter } from './row-pages.ts';

/** Loads a navigator's rows page by page, as far as somebody looks. */
export interface RowLoader {
  readonly get: () => RowPages;
  readonly subscribe: (listener: () => void) => () => void;
  /**
   * Asks another question, told by its identity; the rows stay until its first page is there. The same question goes on
   * where {@link RowLoader.leave} left it.
   */
  readonly ask: (query: StructuredQuery) => void;
  /** Tells how far somebody sees, as the index of the last row in sight. */
  readonly look: (lastInSight: number) => void;
  /** Loads everything anew that is in sight; the rows stay until they are replaced. */
  readonly reload: () => void;
  /** Repeats what failed. */
  readonly retry: () => void;
  /** Stops waiting, at the wish of the user. */
  readonly cancel: () => void;
  /** Stops waiting while nobody looks. */
  readonly leave: () => void;
}

/** What a loader needs of the world. */
export interface RowLoaderSurroundings {
  readonly erp: Pick<ErpApi, 'fetchRows' | 'cancelRequest'>;
  readonly newTicket: () => string;
  readonly now: () => number;
}

/** Makes a loader that has not asked for anything yet. */
export function createRowLoader({ erp, newTicket, now }: RowLoaderSurroundings): RowLoader {
  let state: RowPages = noRows;
  let query: StructuredQuery | null = null;
  let lastInSight = 0;
  const listeners = new Set<() => void>();

  function take(event: RowPagesEvent) {
    state = rowPagesAfter(state, event);
    for (const listener of listeners) listener();
  }

  function loadWhatIsMissing() {
    const next = nextPage(state, lastInSight);
    if (query === null || next === null) return;
    const ticket = newTicket();
    take({ type: 'requested', request: { ticket, startedAt: now() } });
    void erp.fetchRows({ ticket, query, source: 'instance', ...next }).then((answer) => {
      if (state.request?.ticket !== ticket) return;
      take(
        answer.ok
          ? { type: 'arrived', ticket, page: answer.value }
          : { type: 'failed', ticket, failure: answer.error },
      );
      loadWhatIsMissing();
    });
  }

  function letGo() {
    if (state.request !== null) void erp.cancelRequest({ ticket: state.request.ticket });
  }

  function restart(because: 'reload' | 'requery') {
    letGo();
    take({ type: 'restarted', because });
    loadWhatIsMissing();
  }

  return {
    get: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    ask: (next) => {
      if (next === query) return loadWhatIsMissing();
      query = next;
      lastInSight = 0;
      restart('requery');
    },
    look: (index) => {
      lastInSight = index;
      loadWhatIsMissing();
    },
    reload: () => restart('reload'),
    retry: () => {
      // A lost place can't be found again; the list starts over, and what is in sight stays meanwhile.
      if (state.failure?.code === 'cursorExpired' || state.fresh === 0) return restart('reload');
      take({ type: 'resumed' });
      loadWhatIsMissing();
    },
    cancel: () => {
      const ticket = state.request?.ticket;
      if (ticket === undefined) return;
      letGo();
      take({ type: 'failed', ticket, failure: { code: 'cancelled' } });
    },
    leave: () => {
      letGo();
      take({ type: 'left' });
    },
  };
}

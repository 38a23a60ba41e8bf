import type { Failure } from '../../electron/contract/failure.ts';
import type { StructuredQuery } from '../../electron/contract/query.ts';
import type { ErpApi } from '../../electron/contract/requests.ts';
import type { Result } from '../../electron/contract/result.ts';
import type { RowsPage, RowsSource } from '../../electron/contract/rows.ts';
import { isDistant, isLeap, nextBlock, type Sight } from './distant-rows.ts';
import { isServed, nextPages } from './next-pages.ts';
import {
  ageInSight,
  answerOf,
  noRows,
  type PageRequest,
  type RowPages,
  type RowPagesEvent,
  type RunPlace,
  rowPagesAfter,
} from './row-pages.ts';

/** Loads a navigator's rows page by page, as far as somebody looks: from the local copy at once, then from the instance. */
export interface RowLoader {
  readonly get: () => RowPages;
  /** How old the rows in sight are, as milliseconds since 1970; null without any. */
  readonly age: () => number | null;
  readonly subscribe: (listener: () => void) => () => void;
  /**
   * Asks another question, told by its identity; the rows stay until there are some that answer it. The same question goes
   * on where {@link RowLoader.leave} left it.
   */
  readonly ask: (query: StructuredQuery) => void;
  /** Begins with a first page of the copy that was read already, of the question that is going to be asked. */
  readonly takeOver: (query: StructuredQuery, page: RowsPage) => void;
  /** Tells whether the instance may be asked; it is as soon as it may. */
  readonly allow: (isAllowed: boolean) => void;
  /** Tells which rows somebody sees. */
  readonly look: (sight: Sight) => void;
  /** Loads everything anew that is in sight, because somebody wants it; the rows stay until they are replaced. */
  readonly reload: () => void;
  /** Does the same unasked, behind what is being read. */
  readonly revalidate: () => void;
  /** Asks the same question anew, because its words stand for something else now, and it has other rows. */
  readonly askAnew: () => void;
  /** Reads again from the local copy what came from it. */
  readonly reread: () => void;
  /** Looks through more rows for an answer that is put together here. */
  readonly lookThroughMore: () => void;
  /**
   * Looks through all of them, which the request at the front tells about. The rows stay until all have been looked through, or
   * those that were so far when somebody cancels it, goes away, or it fails.
   */
  readonly loadAll: () => void;
  /** Milliseconds that it took for each row that was looked through lately; null when none was. */
  readonly pace: () => number | null;
  /** Repeats what failed. */
  readonly retry: () => void;
  /** Stops waiting, at the wish of the user. */
  readonly cancel: () => void;
  /** Stops waiting while nobody looks. */
  readonly leave: () => void;
}

/** What a loader needs of the world. */
export interface RowLoaderSurroundings {
  readonly erp: Pick<ErpApi, 'fetchRows' | 'loadMoreRows' | 'cancelRequest'>;
  readonly newTicket: () => string;
  readonly now: () => number;
  /** Calls back once after some milliseconds; returns how to call that off. */
  readonly after: (milliseconds: number, callback: () => void) => () => void;
  /** What somebody saw when they were here last: the first question is answered as far as that. */
  readonly sight: Sight;
}

/** What decides which rows there are, and in what order. */
function sameRows({ set, where, search, order }: StructuredQuery): string {
  return JSON.stringify([set, where, search, order]);
}

/** Milliseconds for which somebody must stay in a place before rows far below are read for it. */
const restAfter = 40;

/** Makes a loader that has not asked for anything yet. */
export function createRowLoader(surroundings: RowLoaderSurroundings): RowLoader {
  const { erp, newTicket, now, after } = surroundings;
  let state: RowPages = noRows;
  let query: StructuredQuery | null = null;
  let { sight } = surroundings;
  /** The block far below that is being read. */
  let distantTicket: string | null = null;
  /** Somebody leaps from place to place; calls off the wait until they stay somewhere. */
  let leaping: (() => void) | null = null;
  let isAllowed = false;
  let isLooking = false;
  /** The copy is at the front, and the instance is to be asked after it. */
  let isInstanceNext = false;
  /** The copy has changed while a page was on its way, which may be from before or after that. */
  let isRereadDue = false;
  /** What was found until now, while all rows are looked through. */
  let foundSoFar: RowsPage | null = null;
  let pace: number | null = null;
  const listeners = new Set<() => void>();

  function take(event: RowPagesEvent) {
    state = rowPagesAfter(state, event);
    tell();
  }

  function tell() {
    for (const listener of listeners) listener();
  }

  function loadWhatIsMissing() {
    if (query === null || !isLooking) return;
    const { front } = state;
    const lastInSight = lastOfHead();
    const hasCopy = front.failure !== null || isServed(state, lastInSight);
    if (isInstanceNext && isAllowed && front.request === null && hasCopy) {
      isInstanceNext = false;
      take({ type: 'begun', source: 'instance', remain: 'same' });
    }
    const argument = { query };
    for (const { place, ...next } of nextPages(state, { lastInSight, isAllowed })) {
      request(place, next.cursor, (ticket) => erp.fetchRows({ ticket, ...argument, ...next }));
    }
    loadDistant(query);
  }

  /** How far the rows have to be read from the beginning on. */
  function lastOfHead(): number {
    return isDistant(state.distant, state.rows.length, sight) ? -1 : sight.last;
  }

  /** Reads what is in sight far below, one block at a time: what was passed meanwhile is left out. */
  function loadDistant(asked: StructuredQuery) {
    const { distant, rows, remain } = state;
    if (distantTicket !== null || leaping !== null || remain === 'others') return;
    const place = nextBlock(distant, rows.length, sight);
    if (place === null || distant.answer === null) return;
    if (!isDistant(distant, rows.length, sight)) return;
    const { cursor } = distant.answer;
    const ticket = newTicket();
    distantTicket = ticket;
    const page = { source: 'copy', cursor, at: place, urgency: 'visible' } as const;
    void erp.fetchRows({ ticket, query: asked, ...page }).then((answer) => {
      if (distantTicket !== ticket) return;
      distantTicket = null;
      if (answer.ok) take({ type: 'distantArrived', place, cursor, rows: answer.value.rows });
      else if (isMovedPlace(cursor, answer.error)) return reread();
      else take({ type: 'distantFailed', failure: answer.error });
      loadWhatIsMissing();
    });
  }

  /** Who drags the scrollbar passes rows that nobody wants to read. */
  function waitForRest() {
    leaping?.();
    leaping = after(restAfter, () => {
      leaping = null;
      loadWhatIsMissing();
    });
  }

  function request(
    place: RunPlace,
    cursor: string | null,
    fetch: (ticket: string) => Promise<Result<RowsPage>>,
  ) {
    const ticket = newTicket();
    const startedAt = now();
    take({ type: 'requested', place, request: { ticket, startedAt } });
    void fetch(ticket).then((answer) => {
      if (requestOf(state, place) !== ticket) return;
      if (answer.ok) measure(answer.value, startedAt);
      // Rows of the copy have come or gone, so that places in its answer mean something else now.
      if (!answer.ok && isMovedPlace(cursor, answer.error)) {
        return begin('copy', 'same', isInstanceNext);
      }
      const isLast = !(isInstanceNext && isAllowed);
      take(
        answer.ok
          ? { type: 'arrived', ticket, page: answer.value, isLast }
          : { type: 'failed', ticket, failure: answer.error, isLast },
      );
      if (isRereadDue && answer.ok && place === 'front') reread();
      loadWhatIsMissing();
    });
  }

  /** Sees how long rows take that are looked through here. */
  function measure({ source, scanned }: RowsPage, startedAt: number) {
    const last = state.front.answer ?? state.before;
    const before = last?.source === 'instance' ? last.scanned : 0;
    if (source === 'instance' && scanned > before) pace = (now() - startedAt) / (scanned - before);
  }

  /** Looks through a part after the other; what is on screen is in the way of nobody meanwhile, and stays. */
  async function lookThroughAll(asked: StructuredQuery) {
    const ticket = newTicket();
    const first = { ticket, startedAt: now(), lookedThrough: answerOf(state)?.scanned ?? 0 };
    for (let request: PageRequest = first; ; ) {
      take({ type: 'requested', place: 'front', request });
      const partAt = now();
      const answer = await erp.loadMoreRows({ ticket, query: asked });
      if (requestOf(state, 'front') !== ticket) return;
      if (!answer.ok) return failAll(ticket, answer.error);
      const { scanned, isComplete } = answer.value;
      const more = scanned - (request.lookedThrough ?? 0);
      if (more > 0) pace = (now() - partAt) / more;
      foundSoFar = answer.value;
      if (isComplete) break;
      request = { ...request, lookedThrough: scanned };
    }
    showFound();
    loadWhatIsMissing();
  }

  function failAll(ticket: string, failure: Failure) {
    showFound();
    take({ type: 'requested', place: 'front', request: { ticket, startedAt: now() } });
    take({ type: 'failed', ticket, failure, isLast: true });
  }

  /** Shows what was found while all rows were looked through. */
  function showFound() {
    const page = foundSoFar;
    foundSoFar = null;
    const { request } = state.front;
    if (page === null || request === null) return;
    take({ type: 'begun', source: 'instance', remain: 'same' });
    take({ type: 'requested', place: 'front', request });
    take({ type: 'arrived', ticket: request.ticket, page, isLast: true });
  }

  function letGo() {
    foundSoFar = null;
    for (const ticket of [requestOf(state, 'front'), requestOf(state, 'back')]) {
      if (ticket !== null) void erp.cancelRequest({ ticket });
    }
    distantTicket = null;
    leaping?.();
    leaping = null;
    take({ type: 'left' });
  }

  function begin(source: RowsSource, remain: RowPages['remain'], thenInstance = false) {
    letGo();
    isRereadDue = false;
    isInstanceNext = source === 'copy' && (thenInstance || !isAllowed);
    take({ type: 'begun', source, remain });
    loadWhatIsMissing();
  }

  function reread() {
    const { front } = state;
    isRereadDue = front.source === 'instance' && front.request !== null;
    if (!isRereadDue && answerOf(state)?.source === 'copy') begin('copy', 'same');
  }

  return {
    get: () => state,
    age: () => ageInSight(state, sight.last),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    ask: (next) => {
      isLooking = true;
      if (next === query) return loadWhatIsMissing();
      // With other columns it is still the same rows, and whoever reads them stays where they are.
      const isSame = query !== null && sameRows(query) === sameRows(next);
      if (query !== null && !isSame) sight = { first: 0, last: 0 };
      query = next;
      take({ type: 'asked', columns: next.columns });
      begin('copy', isSame ? 'same' : 'others', true);
    },
    takeOver: (asked, page) => {
      query = asked;
      isInstanceNext = true;
      const ticket = newTicket();
      take({ type: 'asked', columns: asked.columns });
      take({ type: 'begun', source: 'copy', remain: 'others' });
      take({ type: 'requested', place: 'front', request: { ticket, startedAt: now() } });
      take({ type: 'arrived', ticket, page, isLast: false });
    },
    allow: (allowed) => {
      isAllowed = allowed;
      loadWhatIsMissing();
    },
    look: (next) => {
      const before = ageInSight(state, sight.last);
      if (isLeap(sight, next)) waitForRest();
      sight = next;
      if (ageInSight(state, sight.last) !== before) tell();
      loadWhatIsMissing();
    },
    reload: () => begin(isAllowed ? 'instance' : 'copy', 'reloading'),
    revalidate: () => {
      const { source, count, request } = state.front;
      // What has just begun, because something failed, is as new as it can be.
      if (source === 'instance' && count === 0 && request !== null) return;
      begin(isAllowed ? 'instance' : 'copy', 'same');
    },
    askAnew: () => {
      sight = { first: 0, last: 0 };
      begin('copy', 'others', true);
    },
    reread,
    lookThroughMore: () => {
      if (query === null) return;
      const argument = { query };
      letGo();
      isInstanceNext = false;
      take({ type: 'begun', source: 'instance', remain: 'same' });
      request('front', null, (ticket) => erp.loadMoreRows({ ticket, ...argument }));
    },
    loadAll: () => {
      if (query === null) return;
      letGo();
      isInstanceNext = false;
      void lookThroughAll(query);
    },
    pace: () => pace,
    retry: () => {
      const { failure, count, source } = state.front;
      if (failure === null && state.distant.failure === null) return;
      // A lost place can't be found again; the list starts over, and what is in sight stays meanwhile.
      if (failure?.code === 'cursorExpired' || (failure !== null && count === 0))
        return begin(source, 'same', true);
      take({ type: 'resumed' });
      loadWhatIsMissing();
    },
    cancel: () => {
      const ticket = requestOf(state, 'front');
      if (ticket === null) return;
      void erp.cancelRequest({ ticket });
      isInstanceNext = false;
      if (state.front.request?.lookedThrough !== undefined) {
        showFound();
        take({ type: 'left' });
        return loadWhatIsMissing();
      }
      take({ type: 'failed', ticket, failure: { code: 'cancelled' }, isLast: true });
    },
    leave: () => {
      isLooking = false;
      const ticket = requestOf(state, 'front');
      if (ticket !== null && foundSoFar !== null) {
        void erp.cancelRequest({ ticket });
        showFound();
      }
      letGo();
    },
  };
}

/** A place among the rows of the copy is lost whenever these change; one in an answer of the instance only for a reason. */
function isMovedPlace(cursor: string | null, { code }: Failure): boolean {
  return code === 'cursorExpired' && cursor !== null && cursor.startsWith('rows.');
}

function requestOf(state: RowPages, place: RunPlace): string | null {
  return state[place]?.request?.ticket ?? null;
}

import { failure, type Result, success } from '../contract/result.ts';
import type { Row } from '../contract/rows.ts';
import type { Asking } from '../instance/asking.ts';
import { readAnswer } from './answered-page.ts';
import type { CompareRows } from './local-rows.ts';
import type { Member } from './member.ts';
import { createPageTrail } from './page-trail.ts';

/** Asks the instance for JSON; `address` is absolute, or relative to the OData service root. */
export type Ask = (address: string, asking: Asking) => Promise<Result<unknown>>;

/** Rows that come bit by bit. */
export interface RowStream {
  /** The next rows, which may be none; null at the end. After a failure the same ones can be asked for again. */
  next(asking: Asking): Promise<Result<readonly Row[] | null>>;
  /** It is known already that nothing more comes. */
  isEnded(): boolean;
}

/**
 * The rows of one request, page by page, by following `@odata.nextLink` as it is.
 * @param isSmall the first page is, and may come together with those of other requests
 */
export function requestStream(
  first: string,
  fields: readonly Member[],
  ask: Ask,
  isSmall = false,
): RowStream {
  let address: string | null = first;
  const trail = createPageTrail(first);
  return {
    isEnded: () => address === null,
    async next(asking) {
      if (address === null) return success(null);
      if (asking.signal.aborted) return failure({ code: 'cancelled' });
      const answer = await ask(address, { ...asking, isSmall: isSmall && address === first });
      if (!answer.ok) return answer;
      const page = await readAnswer(answer.value, fields);
      const isEmpty = page?.rows.length === 0;
      if (page === undefined || !trail.leadsOn({ isEmpty, nextLink: page.nextLink })) {
        return failure({ code: 'answerNotUnderstood', detail: 'page' });
      }
      address = page.nextLink;
      return success(page.rows);
    },
  };
}

/** A stream whose next rows can be asked for before they are wanted. */
interface AheadStream extends RowStream {
  askAhead(asking: Asking): void;
}

function withAhead(stream: RowStream): AheadStream {
  let early: ReturnType<RowStream['next']> | null = null;
  return {
    isEnded: () => early === null && stream.isEnded(),
    askAhead(asking) {
      early ??= stream.next(asking);
    },
    async next(asking) {
      const rows = await early;
      early = null;
      // Whoever asked for it then may have given up since.
      return rows?.ok === true ? rows : stream.next(asking);
    },
  };
}

/** First pages that are asked for at once: what goes in one request. */
const mostAtOnce = 10;

/**
 * One stream after the other. Nothing is asked before it is needed; but where one has ended with its first page, the next
 * ones will be short, too, and are asked for at once.
 */
export function inTurn(streams: readonly RowStream[]): RowStream {
  const all = streams.map(withAhead);
  let current = 0;
  let pages = 0;

  function goOn(asking: Asking): void {
    current += 1;
    if (pages <= 1) {
      for (const each of all.slice(current, current + mostAtOnce)) each.askAhead(asking);
    }
    pages = 0;
  }

  return {
    isEnded: () => all.slice(current).every((stream) => stream.isEnded()),
    async next(asking) {
      for (let stream = all[current]; stream !== undefined; stream = all[current]) {
        const rows = await stream.next(asking);
        if (!rows.ok) return rows;
        if (rows.value !== null) {
          pages += 1;
          return rows;
        }
        goOn(asking);
      }
      return success(null);
    },
  };
}

/** A stream, and its rows that have come; those before `next` have gone on. */
interface Waiting {
  readonly stream: RowStream;
  rows: readonly Row[];
  next: number;
  isEnded: boolean;
}

async function refill(waiting: Waiting, asking: Asking): Promise<Result<null>> {
  while (waiting.next >= waiting.rows.length && !waiting.isEnded) {
    const next = await waiting.stream.next(asking);
    if (!next.ok) return next;
    waiting.isEnded = next.value === null;
    waiting.rows = next.value ?? [];
    waiting.next = 0;
  }
  return success(null);
}

/** The stream whose next row comes first; undefined when all of them have ended. */
function foremost(all: readonly Waiting[], compare: CompareRows): Waiting | undefined {
  let best: Waiting | undefined;
  for (const each of all) {
    const row = each.rows[each.next];
    const least = best?.rows[best.next];
    if (row !== undefined && (least === undefined || compare(row, least) < 0)) best = each;
  }
  return best;
}

/** Streams that each come in an order, as one that comes in it. */
export function merged(streams: readonly RowStream[], compare: CompareRows): RowStream {
  const all: Waiting[] = streams.map((stream) => ({ stream, rows: [], next: 0, isEnded: false }));
  return {
    isEnded: () => all.every(({ stream, rows, next }) => next >= rows.length && stream.isEnded()),
    async next(asking) {
      const filled = await Promise.all(all.map((each) => refill(each, asking)));
      const failed = filled.find(({ ok }) => !ok);
      if (failed !== undefined && !failed.ok) return failed;
      const rows: Row[] = [];
      // As long as every stream shows its next row, the first of them is the next of all.
      while (all.every((each) => each.next < each.rows.length || each.isEnded)) {
        const best = foremost(all, compare);
        if (best === undefined) break;
        rows.push(...best.rows.slice(best.next, best.next + 1));
        best.next += 1;
      }
      return success(rows.length === 0 ? null : rows);
    },
  };
}

/** Lets through what belongs, and no row twice: a row may satisfy several of the queries that stand for an `or`. */
export function sifted(stream: RowStream, belongs: (row: Row) => boolean): RowStream {
  return {
    isEnded: () => stream.isEnded(),
    async next(asking) {
      const rows = await stream.next(asking);
      return rows.ok && rows.value !== null ? success(rows.value.filter(belongs)) : rows;
    },
  };
}

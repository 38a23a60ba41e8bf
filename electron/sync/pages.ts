import { setImmediate as othersTurn } from 'node:timers/promises';
import { z } from 'zod';
import { failure, type Result, success } from '../contract/result.ts';
import type { ReadElements, ReadList } from '../instance/sliced-json.ts';
import type { IdentifiedRow } from '../library/cache/row-record.ts';
import { mostRowsInText, rowsText } from '../library/process/rows-text.ts';
import { nextLinkIn, readRow } from '../query/answered-page.ts';
import type { Member } from '../query/member.ts';
import { createPageTrail } from '../query/page-trail.ts';

/**
 * Asks the instance for JSON with a list; `address` is absolute, or relative to the OData service root.
 * @param read makes something of its elements, some at a time
 * @param isSmall the answer is short, so that it may come together with others
 */
export type AskPage = <Read>(
  address: string,
  read: ReadElements<Read>,
  isSmall?: boolean,
) => Promise<Result<ReadList<Read>>>;

/** Rows as the server sent them, each with its key, or what was made of them; and where the next ones are. */
export interface Page<Rows = IdentifiedRow> {
  readonly rows: readonly Rows[];
  readonly nextLink: string | null;
  /** How many rows the server counted; null where it was not asked to. */
  readonly total: number | null;
}

const counted = z.object({ '@odata.count': z.int().nonnegative() });

/** How many rows the server counted, beside a page; null where it did not. */
export function countIn(answer: unknown): number | null {
  return counted.safeParse(answer).data?.['@odata.count'] ?? null;
}

const misunderstood = failure({ code: 'answerNotUnderstood', detail: 'page' });

/** Makes rows of some elements of a page, or what is held of rows; null when one of them is no row, or has no key. */
export type ReadRows<Row> = ReadElements<readonly Row[] | null>;

/** Reads rows as they are, with one cell for each field. */
export function rowsWith(fields: readonly Member[]): ReadRows<IdentifiedRow> {
  return (elements) => {
    const rows = elements.flatMap((each) => {
      const row = readRow(each, fields);
      return row === undefined || row.id === null ? [] : [{ ...row, id: row.id }];
    });
    return rows.length === elements.length ? rows : null;
  };
}

/** Rows of one page, the most that ERP.net sends (ERP.net docs, domain-api/querying-data/paging.md). */
export const largestPage = 1000;

/**
 * Asks for a page. A page of another shape, one with a row without a key, and one that leads to itself are
 * `answerNotUnderstood`: what did not come whole is never a short page.
 */
export async function askPage<Row>(
  ask: AskPage,
  address: string,
  read: ReadRows<Row>,
  isSmall = false,
): Promise<Result<Page<Row>>> {
  const answer = await ask(address, read, isSmall);
  if (!answer.ok) return answer;
  const { around, read: made } = answer.value;
  const nextLink = nextLinkIn(around);
  const rows: Row[] = [];
  for (const some of made ?? [null]) {
    if (some === null) return misunderstood;
    rows.push(...some);
  }
  if (nextLink === undefined || nextLink === address) return misunderstood;
  return success({ rows, nextLink, total: countIn(around) });
}

/**
 * Follows `@odata.nextLink` from an address to the end. The next page is asked for while one is being kept, so that neither
 * the network nor the disk waits for the other; pages are kept in their order. Pages that never end are `answerNotUnderstood`.
 */
export async function eachPage<Row>(
  ask: AskPage,
  from: {
    readonly address: string;
    readonly read: ReadRows<Row>;
    /** Mostly there is no more than a short first page. */
    readonly isSmall?: boolean;
  },
  keep: (page: Page<Row>) => Promise<Result<unknown>>,
): Promise<Result<null>> {
  const trail = createPageTrail(from.address);
  let asked: Promise<Result<Page<Row>>> | null = askPage(
    ask,
    from.address,
    from.read,
    from.isSmall,
  );
  while (asked !== null) {
    const page: Result<Page<Row>> = await asked;
    if (!page.ok) return page;
    const { nextLink }: Page<Row> = page.value;
    if (!trail.leadsOn({ isEmpty: page.value.rows.length === 0, nextLink })) return misunderstood;
    asked = nextLink === null ? null : askPage(ask, nextLink, from.read);
    const kept = await keep(page.value);
    if (!kept.ok) return kept;
  }
  return success(null);
}

/**
 * Fails where so many more rows have come than there are that they come again and again: a run that is interrupted on the way, and
 * goes on from its next page, does not see by addresses that these lead round in a circle.
 *
 * @param total how many the server has counted; null or 0 where that says nothing
 */
export function withinTotal(rows: number, total: number | null): Result<null> {
  const isBeyond = total !== null && total > 0 && rows > 2 * total + largestPage;
  return isBeyond ? misunderstood : success(null);
}

/** Where a run over one address after the other goes on: which of them, and the page of it. */
export interface PagePlace {
  /** Place of the address among all; the first one where it is absent. */
  readonly query?: number | undefined;
  /** Null for its first page. */
  readonly nextLink: string | null;
}

/**
 * Reads one address after the other to its end, from a place on.
 * @param keep told of each page and of the place behind it, null at the end
 */
export async function eachPageOf<Row>(
  ask: AskPage,
  { addresses, read }: { readonly addresses: readonly string[]; readonly read: ReadRows<Row> },
  from: PagePlace,
  keep: (page: Page<Row>, behind: PagePlace | null) => Promise<Result<unknown>>,
): Promise<Result<null>> {
  const first = from.query ?? 0;
  for (const [at, start] of addresses.slice(first).entries()) {
    const query = first + at;
    const address = at === 0 ? (from.nextLink ?? start) : start;
    const isLast = query === addresses.length - 1;
    const done = await eachPage(ask, { address, read }, (page) => {
      const next =
        page.nextLink === null
          ? { query: query + 1, nextLink: null }
          : { query, nextLink: page.nextLink };
      return keep(page, page.nextLink === null && isLast ? null : next);
    });
    if (!done.ok) return done;
  }
  return success(null);
}

/** Messages that are under way at once: one is written while the next ones travel, and nobody's reading waits behind many. */
const messagesAtOnce = 3;

/**
 * Writes rows as texts of the size that the library takes. The last one, which moves the cursor, is sent when all others are
 * written; an empty page is one, too.
 */
export function inMessages(
  rows: readonly IdentifiedRow[],
  write: (rows: string, isLast: boolean) => Promise<Result<unknown>>,
): Promise<Result<null>> {
  return lastAfterOthers(inTexts(rows), (some, isLast) => write(rowsText(some), isLast));
}

/** Rows as they go into texts, in one at least. */
export function inTexts(rows: readonly IdentifiedRow[]): readonly (readonly IdentifiedRow[])[] {
  const texts = [rows.slice(0, mostRowsInText)];
  for (let from = mostRowsInText; from < rows.length; from += mostRowsInText) {
    texts.push(rows.slice(from, from + mostRowsInText));
  }
  return texts;
}

/** Sends messages, a few at once, and the last one when all others have been taken. */
export async function lastAfterOthers<Message>(
  messages: readonly Message[],
  send: (message: Message, isLast: boolean) => Promise<Result<unknown>>,
): Promise<Result<null>> {
  let underWay: Promise<Result<unknown>>[] = [];
  for (const [index, message] of messages.entries()) {
    const left = messages.length - 1 - index;
    underWay.push(send(message, left === 0));
    // Each text takes a millisecond or two to write and to send.
    if (left > 0) await othersTurn();
    if (underWay.length < messagesAtOnce && left > 1) continue;
    const failed = (await Promise.all(underWay)).find(({ ok }) => !ok);
    if (failed !== undefined && !failed.ok) return failed;
    underWay = [];
  }
  return success(null);
}

import { setImmediate as othersTurn } from 'node:timers/promises';
import { z } from 'zod';
import { failure, type Result, success } from '../contract/result.ts';
import type { ReceivedList } from '../instance/received-list.ts';
import type { ReadElements } from '../instance/sliced-json.ts';
import type { IdentifiedRow } from '../library/cache/row-record.ts';
import { mostRowsInText, rowsText } from '../library/process/rows-text.ts';
import { nextLinkIn, readRow } from '../query/answered-page.ts';
import type { Member } from '../query/member.ts';
import { createPageTrail, type PageTrail } from '../query/page-trail.ts';

/**
 * Asks the instance for JSON with a list; `address` is absolute, or relative to the OData service root.
 * @param isSmall the answer is short, so that it may come together with others
 */
export type AskPage = (address: string, isSmall?: boolean) => Promise<Result<ReceivedList>>;

/** Rows as the server sent them, each with its key, or what was made of them; and where the next ones are. */
export interface Page<Rows = IdentifiedRow> {
  readonly rows: readonly Rows[];
  readonly nextLink: string | null;
  /** How many rows the server counted; null where it was not asked to. */
  readonly total: number | null;
}

const counted = z.object({ '@odata.count': z.int().nonnegative() });

/** Asks how many rows there are, by an address that brings none of them; null where the server does not count. */
export async function askCount(ask: AskPage, address: string): Promise<Result<number | null>> {
  const received = await ask(address, true);
  const answer = received.ok ? await received.value.read(() => null) : received;
  return answer.ok ? success(countIn(answer.value.around)) : answer;
}

/** How many rows the server counted, beside a page; null where it did not. */
function countIn(answer: unknown): number | null {
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
): Promise<Result<Page<Row>>> {
  const received = await ask(address);
  return received.ok ? readPage(received.value, address, read) : received;
}

async function readPage<Row>(
  received: ReceivedList,
  address: string,
  read: ReadRows<Row>,
): Promise<Result<Page<Row>>> {
  const answer = await received.read(read);
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

/** A page to be read: it is on its way when the one before has come and showed where it is, before that was read. */
interface NextPage {
  readonly address: string;
  /** Null when it was not asked for yet. */
  readonly coming: ReturnType<AskPage> | null;
}

/** A page that was read, and the next one; null at the end. */
interface ReadPage<Row> {
  readonly page: Page<Row>;
  readonly next: NextPage | null;
}

/**
 * Follows `@odata.nextLink` from an address to the end. The next page is asked for as soon as it is seen where it is, and comes while
 * one is read and another one kept, so that neither the network nor the disk waits for the other; pages are kept in their order.
 * Pages that never end are `answerNotUnderstood`.
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
  const first = { address: from.address, coming: ask(from.address, from.isSmall) };
  let reading: Promise<Result<ReadPage<Row>>> | null = readOne(ask, first, from.read, trail);
  while (reading !== null) {
    const read: Result<ReadPage<Row>> = await reading;
    if (!read.ok) return read;
    const { page, next }: ReadPage<Row> = read.value;
    reading = next && readOne(ask, next, from.read, trail);
    const kept = await keep(page);
    if (!kept.ok) return kept;
  }
  return success(null);
}

async function readOne<Row>(
  ask: AskPage,
  { address, coming }: NextPage,
  read: ReadRows<Row>,
  trail: PageTrail,
): Promise<Result<ReadPage<Row>>> {
  const received = await (coming ?? ask(address));
  if (!received.ok) return received;
  const { seenNextLink: seen } = received.value;
  const ahead = seen !== null && trail.isNew(seen) ? ask(seen) : null;
  const page = await readPage(received.value, address, read);
  if (!page.ok) return page;
  const { rows, nextLink } = page.value;
  if (!trail.leadsOn({ isEmpty: rows.length === 0, nextLink })) return misunderstood;
  const next =
    nextLink === null ? null : { address: nextLink, coming: nextLink === seen ? ahead : null };
  return success({ page: page.value, next });
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
  write: (texts: readonly string[], isLast: boolean) => Promise<Result<unknown>>,
): Promise<Result<null>> {
  return lastAfterOthers(inTexts(rows), (some, isLast) => write([rowsText(some)], isLast));
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

import { setImmediate as othersTurn } from 'node:timers/promises';
import { z } from 'zod';
import { failure, type Result, success } from '../contract/result.ts';
import type { IdentifiedRow } from '../library/cache/row-record.ts';
import { mostRowsInText, rowsText } from '../library/process/rows-text.ts';
import { readAnswer } from '../query/answered-page.ts';
import type { Member } from '../query/member.ts';

/**
 * Asks the instance for JSON; `address` is absolute, or relative to the OData service root.
 * @param isSmall the answer is short, so that it may come together with others
 */
export type AskPage = (address: string, isSmall?: boolean) => Promise<Result<unknown>>;

/** Rows as the server sent them, each with its key, and where the next ones are. */
export interface Page {
  readonly rows: readonly IdentifiedRow[];
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

/**
 * Asks for a page. A page of another shape, one with a row without a key, and one that leads to itself are
 * `answerNotUnderstood`: what did not come whole is never a short page.
 */
export async function askPage(
  ask: AskPage,
  address: string,
  fields: readonly Member[],
  isSmall = false,
): Promise<Result<Page>> {
  const answer = await ask(address, isSmall);
  if (!answer.ok) return answer;
  const page = await readAnswer(answer.value, fields);
  const rows = page?.rows.flatMap(({ id, ...row }) => (id === null ? [] : [{ ...row, id }]));
  const isWhole = rows !== undefined && rows.length === page?.rows.length;
  if (!isWhole || page?.nextLink === address) {
    return misunderstood;
  }
  return success({ rows, nextLink: page?.nextLink ?? null, total: countIn(answer.value) });
}

/**
 * Follows `@odata.nextLink` from an address to the end. The next page is asked for while one is being kept, so that neither
 * the network nor the disk waits for the other; pages are kept in their order.
 */
export async function eachPage(
  ask: AskPage,
  from: {
    readonly address: string;
    readonly fields: readonly Member[];
    /** Mostly there is no more than a short first page. */
    readonly isSmall?: boolean;
  },
  keep: (page: Page) => Promise<Result<unknown>>,
): Promise<Result<null>> {
  const followed = new Set<string>();
  let asked: Promise<Result<Page>> | null = askPage(ask, from.address, from.fields, from.isSmall);
  while (asked !== null) {
    const page: Result<Page> = await asked;
    if (!page.ok) return page;
    const { nextLink }: Page = page.value;
    // Pages that lead round in a circle would be followed for ever.
    if (nextLink !== null && followed.has(nextLink)) return misunderstood;
    if (nextLink !== null) followed.add(nextLink);
    asked = nextLink === null ? null : askPage(ask, nextLink, from.fields);
    const kept = await keep(page.value);
    if (!kept.ok) return kept;
  }
  return success(null);
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
export async function eachPageOf(
  ask: AskPage,
  {
    addresses,
    fields,
  }: { readonly addresses: readonly string[]; readonly fields: readonly Member[] },
  from: PagePlace,
  keep: (page: Page, behind: PagePlace | null) => Promise<Result<unknown>>,
): Promise<Result<null>> {
  const first = from.query ?? 0;
  for (const [at, start] of addresses.slice(first).entries()) {
    const query = first + at;
    const address = at === 0 ? (from.nextLink ?? start) : start;
    const isLast = query === addresses.length - 1;
    const read = await eachPage(ask, { address, fields }, (page) => {
      const next =
        page.nextLink === null
          ? { query: query + 1, nextLink: null }
          : { query, nextLink: page.nextLink };
      return keep(page, page.nextLink === null && isLast ? null : next);
    });
    if (!read.ok) return read;
  }
  return success(null);
}

/** Messages that are under way at once: one is written while the next ones travel, and nobody's reading waits behind many. */
const messagesAtOnce = 3;

/**
 * Writes rows as texts of the size that the library takes. The last one, which moves the cursor, is sent when all others are
 * written; an empty page is one, too.
 */
export async function inMessages(
  rows: readonly IdentifiedRow[],
  write: (rows: string, isLast: boolean) => Promise<Result<unknown>>,
): Promise<Result<null>> {
  const lastFrom = Math.max(0, Math.ceil(rows.length / mostRowsInText) - 1) * mostRowsInText;
  let underWay: Promise<Result<unknown>>[] = [];
  for (let from = 0; from < lastFrom; from += mostRowsInText) {
    underWay.push(write(rowsText(rows.slice(from, from + mostRowsInText)), false));
    // Each text takes a millisecond or two to write and to send.
    await othersTurn();
    if (underWay.length < messagesAtOnce && from + mostRowsInText < lastFrom) continue;
    const failed = (await Promise.all(underWay)).find(({ ok }) => !ok);
    if (failed !== undefined && !failed.ok) return failed;
    underWay = [];
  }
  const last = await write(rowsText(rows.slice(lastFrom)), true);
  return last.ok ? success(null) : last;
}

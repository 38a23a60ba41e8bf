import { failure, type Result, success } from '../contract/result.ts';
import { colon, endOfString, quote, skipSpace } from './json-text.ts';
import { type ReadElements, type ReadList, readList } from './sliced-json.ts';

/** JSON with a list in it that has come whole and was not read yet: reading takes a while, in which the next one may be asked for. */
export interface ReceivedList {
  /** Where the list seems to go on, at a glance; null where nothing is seen, or reading tells as soon. Only reading tells for sure. */
  readonly seenNextLink: string | null;
  /**
   * Makes something of the elements while they are read.
   * Failures: `answerIncomplete`, `answerNotUnderstood`, and `cancelled`.
   */
  read<Read>(read: ReadElements<Read>): Promise<Result<ReadList<Read>>>;
}

/** A list whose JSON was read with others; where it goes on is as soon read. */
export function listReadAlready(json: unknown): ReceivedList {
  return {
    seenNextLink: null,
    read: (read) => Promise.resolve(success(readList(json, 'value', read))),
  };
}

/** The same list, which nobody reads on when the signal has aborted. */
export function whileWanted(list: ReceivedList, signal: AbortSignal | undefined): ReceivedList {
  return {
    ...list,
    async read(read) {
      const outcome = await list.read(read);
      return signal?.aborted === true ? failure({ code: 'cancelled' }) : outcome;
    },
  };
}

const nextLinkName = '"@odata.nextLink"';
/** How far it is looked from either end, in bytes: some longest address, and what stands beside it. */
const looked = 8192;

/**
 * The value of `@odata.nextLink` in JSON, before or behind its list, without parsing that; null where none is seen. In a text
 * between quotes the name would have a backslash before its second one, so that a value is hardly taken for it.
 * @see OData JSON Format 4.01 section 4.6.5
 */
export function seenNextLink(json: Buffer): string | null {
  const [before, behind] = [json.subarray(0, looked), json.subarray(-looked)];
  return linkSeenIn(behind.toString()) ?? linkSeenIn(before.toString());
}

function linkSeenIn(text: string): string | null {
  const name = text.lastIndexOf(nextLinkName);
  if (name < 0) return null;
  const behind = skipSpace(text, name + nextLinkName.length);
  const start = skipSpace(text, behind + 1);
  if (text.charCodeAt(behind) !== colon || text.charCodeAt(start) !== quote) return null;
  return stringIn(text.slice(start, endOfString(text, start)));
}

function stringIn(json: string): string | null {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'string' && value !== '' ? value : null;
  } catch {
    return null;
  }
}

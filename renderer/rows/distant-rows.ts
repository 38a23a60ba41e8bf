import type { Failure } from '../../electron/contract/failure.ts';
import type { Anywhere, Row } from '../../electron/contract/rows.ts';

/** Rows of an answer that can be read anywhere, which lie beyond those that were read from its beginning on. */
export interface DistantRows {
  /** Null while no answer is known that can be read anywhere. */
  readonly answer: Anywhere | null;
  /** By the place of the first row; the one that was read last stands last. */
  readonly blocks: ReadonlyMap<number, Block>;
  /** Why the last block could not be read; no other is until somebody tries again. */
  readonly failure: Failure | null;
}

interface Block {
  readonly rows: readonly Row[];
  /** The answer that it is from. */
  readonly cursor: string;
}

/** The rows in sight, by place, from 0. */
export interface Sight {
  readonly first: number;
  readonly last: number;
}

/** Nothing is read but what comes from the beginning on. */
export const nothingDistant: DistantRows = { answer: null, blocks: new Map(), failure: null };

/** Rows of a block: what the copy answers with at once. */
const blockSize = 100;
/** Rows beyond the last one read that are still read one page after the other. */
const walkingDistance = 2000;
/** Rows around those in sight that are read with them. */
const margin = 40;
/** Blocks that stay: people go back to where they were. */
const mostBlocks = 100;

/**
 * Whether somebody looks so far beyond the rows read from the beginning on that these don't have to be read up to there.
 *
 * @param head - how many rows were read from the beginning on
 */
export function isDistant({ answer }: DistantRows, head: number, { last }: Sight): boolean {
  return answer !== null && last > head + walkingDistance;
}

/** The answer can be read anywhere, or it is known by now that it can't. Rows of an earlier one stay until they are replaced. */
export function withAnswer(distant: DistantRows, answer: Anywhere | null): DistantRows {
  return answer === null ? nothingDistant : { ...distant, answer, failure: null };
}

/** Whether somebody has gone so far that nothing of what they saw is in sight any more. */
export function isLeap(before: Sight, after: Sight): boolean {
  return after.first > before.last || after.last < before.first;
}

/** With one more block; the one that nobody has read for the longest time goes when there are too many. */
export function withBlock(
  distant: DistantRows,
  place: number,
  rows: readonly Row[],
  cursor: string,
): DistantRows {
  const others = [...distant.blocks].filter(([other]) => other !== place).slice(1 - mostBlocks);
  return { ...distant, blocks: new Map([...others, [place, { rows, cursor }]]) };
}

/** A row beyond those read from the beginning on; undefined while it is not here. */
export function distantRow({ blocks }: DistantRows, place: number): Row | undefined {
  const offset = place % blockSize;
  return blocks.get(place - offset)?.rows[offset];
}

/**
 * The block that is to be read next: what is missing in sight, what is there of an earlier answer, and then what lies around.
 *
 * @returns where it begins; null when all are here, or can't be read
 */
export function nextBlock(distant: DistantRows, head: number, sight: Sight): number | null {
  if (distant.failure !== null) return null;
  const around = { first: sight.first - margin, last: sight.last + margin };
  return blockWithin(distant, head, sight) ?? blockWithin(distant, head, around);
}

function blockWithin(
  { answer, blocks }: DistantRows,
  head: number,
  { first, last }: Sight,
): number | null {
  if (answer === null) return null;
  const end = Math.min(last + 1, answer.rows);
  const from = Math.max(first, head);
  const begin = from - (from % blockSize);
  const wanted = Array.from(
    { length: Math.max(0, Math.ceil((end - begin) / blockSize)) },
    (_, index) => begin + index * blockSize,
  );
  const missing = wanted.find((place) => !blocks.has(place));
  return missing ?? wanted.find((place) => blocks.get(place)?.cursor !== answer.cursor) ?? null;
}

import { fold } from '../../query/fold.ts';
import type { Connection } from '../database/cipher.ts';
import type { Slices } from '../database/slices.ts';

/** An entity set, or a member of one, by what it is searched for. */
export interface ModelName {
  readonly set: string;
  /** Null for the set itself. */
  readonly member: string | null;
  readonly label: string;
}

/**
 * Every index has its numbers to itself, so that one can be made while another is searched, and sets have the first of them.
 */
const numbersOfIndex = 10_000_000;
const numbersOfSets = 1_000_000;

/** Sets and their members are numbered apart. */
export type NameKind = 'set' | 'member';

/** The numbers that an index may give to names of a kind. */
export function numbersOf(index: number, kind: NameKind): readonly [first: number, last: number] {
  const first = index * numbersOfIndex;
  return kind === 'set'
    ? [first, first + numbersOfSets - 1]
    : [first + numbersOfSets, first + numbersOfIndex - 1];
}

/** Writes an index of names while it is not yet searched. */
export interface ModelIndexWriter {
  /** Adds a name. `others` are names by which it is found too. */
  add(name: ModelName, others: readonly string[]): void;
  /** Puts the index in the place of the one in its language. */
  publish(language: string, version: string, receivedAt: number): void;
}

/** A number that no index has, be it in use or not. */
function unusedNumber(connection: Connection): number {
  const last = connection
    .prepare<[], number | null>('SELECT max(number) FROM model_name')
    .pluck()
    .get();
  return Math.floor((last ?? 0) / numbersOfIndex) + 1;
}

/** How many names are taken away at once. */
const namesInSlice = 2000;

/**
 * Takes away the names of indexes that are not in use: another came in their place, or somebody stopped making them. One that is
 * being made has higher numbers than all that are in use.
 */
export function* dropUnusedNames(connection: Connection): Slices {
  const unused = connection
    .prepare<[number], number>(
      // Bound, the divisor would be a floating-point number, and so would be the quotient.
      `SELECT number FROM model_name
       WHERE number < (SELECT max(number) FROM model_index) * ${numbersOfIndex}
         AND number / ${numbersOfIndex} NOT IN (SELECT number FROM model_index)
       LIMIT ?`,
    )
    .pluck();
  const dropText = connection.prepare('DELETE FROM model_search WHERE rowid = ?');
  const dropName = connection.prepare('DELETE FROM model_name WHERE number = ?');
  for (;;) {
    const numbers = unused.all(namesInSlice);
    if (numbers.length === 0) return;
    connection.transaction(() => {
      for (const number of numbers) {
        dropText.run(number);
        dropName.run(number);
      }
    })();
    yield;
  }
}

/** Begins a new index. */
export function startModelIndex(connection: Connection): ModelIndexWriter {
  const index = unusedNumber(connection);
  const next = { set: numbersOf(index, 'set')[0], member: numbersOf(index, 'member')[0] };
  const insertName = connection.prepare(
    'INSERT INTO model_name (number, text, entity_set, member, label) VALUES (?, ?, ?, ?, ?)',
  );
  const insertText = connection.prepare('INSERT INTO model_search (rowid, text) VALUES (?, ?)');

  return {
    add({ set, member, label }, others) {
      const kind: NameKind = member === null ? 'set' : 'member';
      const number = next[kind];
      next[kind] += 1;
      const text = [label, member ?? set, ...others].map(beginningOf).join('\n');
      insertName.run(number, text, set, member, label);
      insertText.run(number, text);
    },
    publish(language, version, receivedAt) {
      connection
        .prepare(
          'INSERT OR REPLACE INTO model_index (language, number, version, received_at) VALUES (?, ?, ?, ?)',
        )
        .run(language, index, version, receivedAt);
    },
  };
}

/** What is before a word that another one begins with. */
export function beginningOf(words: string): string {
  return ` ${fold(words)}`;
}

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

/** What a search over the model found: sets first, and of each kind first those that begin with the text. */
export interface FoundNames {
  /** The version of the instance that was searched; null when it is known to be outdated. */
  readonly version: string | null;
  readonly names: readonly ModelName[];
}

/** What to look for. */
export interface ModelSearch {
  readonly language: string;
  readonly text: string;
  /** How many to find at most. */
  readonly limit: number;
}

/**
 * Every index has its numbers to itself, so that one can be made while another is searched, and sets have the first of them.
 */
const numbersOfIndex = 10_000_000;
const numbersOfSets = 1_000_000;

/** The index knows which names have these many letters one after the other. */
const lettersInIndex = 3;

type Kind = 'set' | 'member';

function numbersOf(index: number, kind: Kind): readonly [first: number, last: number] {
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

/** Takes away the names of indexes that are not in use: another came in their place, or somebody stopped making them. */
export function* dropUnusedNames(connection: Connection): Slices {
  const unused = connection
    .prepare<[number], number>(
      // Bound, the divisor would be a floating-point number, and so would be the quotient.
      `SELECT number FROM model_name
       WHERE number / ${numbersOfIndex} NOT IN (SELECT number FROM model_index) LIMIT ?`,
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
      const kind: Kind = member === null ? 'set' : 'member';
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
function beginningOf(words: string): string {
  return ` ${fold(words)}`;
}

/** The next text in the order of the index behind all that begin with this one. */
function behind(prefix: string): string {
  return `${prefix}\u{10FFFF}`;
}

/** What has to be in a text: words of the index's length anywhere, shorter ones where a word begins. */
function wordsOf(text: string): readonly string[] {
  return fold(text)
    .split(/\s+/u)
    .filter((word) => word !== '')
    .map((word) => (Array.from(word).length < lettersInIndex ? beginningOf(word) : word));
}

const columns = 'model_name.number, entity_set AS "set", member, label';

interface NumberedName extends ModelName {
  readonly number: number;
}

/** Names whose label begins with the text, in the order of their labels. */
function beginning(
  connection: Connection,
  text: string,
  [first, last]: readonly [number, number],
  limit: number,
): readonly NumberedName[] {
  return connection
    .prepare<[string, string, number, number, number], NumberedName>(
      `SELECT ${columns} FROM model_name
       WHERE text >= ? AND text < ? AND number BETWEEN ? AND ? ORDER BY text LIMIT ?`,
    )
    .all(text, behind(text), first, last, limit);
}

/** Letters of a word, three at a time, that no text can be without in which the word is. */
function lettersOf(word: string): readonly string[] {
  const letters = Array.from(word);
  const last = letters.length - lettersInIndex;
  const starts = letters.map((_, at) => at).filter((at) => at % lettersInIndex === 0 && at < last);
  return last < 0
    ? []
    : [...starts, last].map((at) => letters.slice(at, at + lettersInIndex).join(''));
}

/** Names that have every word somewhere, if one of them is long enough for the index. */
function containing(
  connection: Connection,
  words: readonly string[],
  [first, last]: readonly [number, number],
  limit: number,
): readonly NumberedName[] {
  const letters = new Set(words.flatMap(lettersOf));
  if (letters.size === 0) return [];
  const match = [...letters].map((three) => `"${three.replaceAll('"', '""')}"`).join(' AND ');
  return connection
    .prepare<(string | number)[], NumberedName>(
      `SELECT ${columns} FROM model_search JOIN model_name ON model_name.number = model_search.rowid
       WHERE model_search MATCH ? AND model_search.rowid BETWEEN ? AND ?
       ${'AND instr(model_name.text, ?) > 0 '.repeat(words.length)}
       ORDER BY model_search.rowid LIMIT ?`,
    )
    .all(match, first, last, ...words, limit);
}

/** Searches the names of all sets and their members; null when no index was made in the language. */
export function searchModel(
  connection: Connection,
  { language, text, limit }: ModelSearch,
): FoundNames | null {
  const index = connection
    .prepare<[string], { number: number; version: string | null }>(
      'SELECT number, version FROM model_index WHERE language = ?',
    )
    .get(language);
  if (index === undefined) return null;
  const words = wordsOf(text);
  const found = new Map<number, ModelName>();
  if (words.length > 0) {
    for (const kind of ['set', 'member'] as const) {
      const numbers = numbersOf(index.number, kind);
      const names = [
        ...beginning(connection, beginningOf(text.trim()), numbers, limit),
        ...containing(connection, words, numbers, limit),
      ];
      for (const { number, ...name } of names) {
        if (found.size < limit) found.set(number, name);
      }
    }
  }
  return { version: index.version, names: [...found.values()] };
}

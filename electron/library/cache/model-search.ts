import { fold } from '../../query/fold.ts';
import type { Connection } from '../database/cipher.ts';
import { beginningOf, type ModelName, numbersOf } from './model-index.ts';

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

/** The index knows which names have these many letters one after the other. */
const lettersInIndex = 3;

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

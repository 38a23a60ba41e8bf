/** What something is called, prepared for being looked for. */
export interface SearchedName {
  /** Each text that names it, folded, the one that people know best first. */
  readonly texts: readonly SearchedText[];
  /** All of them, for a quick no. */
  readonly all: string;
}

interface SearchedText {
  readonly text: string;
  /** Where its words begin: after a space or a mark, and at each hump of `SalesOrders`. */
  readonly starts: readonly number[];
  /** The first letters of its words. */
  readonly initials: string;
}

/** How well a name answers a search: the lower the better. `by` is the place of the text that answers best. */
export interface NameMatch {
  readonly rank: number;
  readonly by: number;
}

/** What somebody looks for, prepared for many names. */
export interface NameSearch {
  /** As it was typed, folded and with single spaces. */
  readonly text: string;
  readonly words: readonly string[];
  /** First letters, or beginnings of words that were typed as humps: `so`, `CSO`, `SalOrd`; none for several words. */
  readonly humps: readonly string[];
}

/** Text as it is compared: without case and accents, Cyrillic included. */
function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase();
}

const wordStart = /(?<![\p{L}\p{N}])[\p{L}\p{N}]|(?<=[\p{Ll}\p{N}])\p{Lu}|\p{Lu}(?=\p{Ll})/gu;
/** More letters than this are a word, not the first letters of words. */
const mostInitials = 6;

function searchedText(name: string): SearchedText {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '');
  const starts = [...plain.matchAll(wordStart)].map(({ index }) => index);
  const text = plain.toLocaleLowerCase();
  return { text, starts, initials: starts.map((start) => text[start]).join('') };
}

/** Prepares the names of one thing, the best known first. */
export function searchedName(names: readonly string[]): SearchedName {
  const texts = names.map(searchedText);
  return { texts, all: texts.map(({ text }) => text).join('\n') };
}

/** Prepares what somebody typed; null when that is nothing. */
export function nameSearch(typed: string): NameSearch | null {
  const words = folded(typed)
    .split(/\s+/u)
    .filter((word) => word !== '');
  const [only] = words;
  if (only === undefined) return null;
  return { text: words.join(' '), words, humps: words.length === 1 ? humpsOf(typed.trim()) : [] };
}

/** `CSO` is three beginnings and `SalOrd` is two; letters of one case are first letters. */
function humpsOf(word: string): readonly string[] {
  if (!/^\p{L}+$/u.test(word)) return [];
  const humps = word.match(/\p{Lu}\p{Ll}*|^\p{Ll}+/gu) ?? [];
  if (humps.length > 1) return humps.map(folded);
  const letters = Array.from(folded(word));
  return letters.length > 1 && letters.length <= mostInitials ? letters : [];
}

/** In how many steps the quality of a match goes before the kind of the text counts. */
const kinds = 8;

/**
 * How well one of the names answers; null when none does. Better than all else is the very name, then its beginning, then
 * beginnings of its words, then its first letters, then a part of it from anywhere. Among equals the better known name wins.
 */
export function matchName(search: NameSearch, { texts, all }: SearchedName): NameMatch | null {
  const hasWords = search.words.every((word) => all.includes(word));
  if (!hasWords && search.humps.length === 0) return null;
  let best: NameMatch | null = null;
  texts.forEach((text, by) => {
    const quality = qualityOf(search, text, hasWords);
    if (quality === null) return;
    const rank = quality * kinds + Math.min(by, kinds - 1);
    if (best === null || rank < best.rank) best = { rank, by };
  });
  // Each word is in one of the names, though no name has them all.
  return best ?? (hasWords ? { rank: quality.scattered * kinds, by: 0 } : null);
}

/** What makes a match better than another one. */
const quality = {
  whole: 0,
  beginning: 1,
  words: 2,
  initials: 3,
  wordsInAnyOrder: 4,
  firstInitials: 5,
  inside: 6,
  humps: 7,
  scattered: 8,
} as const;

function qualityOf(
  { text: sought, words, humps }: NameSearch,
  name: SearchedText,
  hasWords: boolean,
): number | null {
  const { text } = name;
  const order = hasWords ? beginnings(words, name) : null;
  if (text === sought) return quality.whole;
  if (text.startsWith(sought)) return quality.beginning;
  if (order === 'fromTheFirst') return quality.words;
  if (humps.length > 1 && name.initials === humps.join('')) return quality.initials;
  if (order !== null) return quality.wordsInAnyOrder;
  if (humps.length > 1 && name.initials.startsWith(humps.join(''))) return quality.firstInitials;
  if (hasWords && words.every((word) => text.includes(word))) return quality.inside;
  return hasHumps(humps, name) ? quality.humps : null;
}

/** Whether every word is the beginning of one of the name's, and whether the first one is that of the first. */
function beginnings(
  words: readonly string[],
  { text, starts }: SearchedText,
): 'fromTheFirst' | 'anywhere' | null {
  let from = 0;
  let isInOrder = true;
  for (const word of words) {
    const next = starts.findIndex((start, at) => at >= from && text.startsWith(word, start));
    if (next < 0) {
      isInOrder = false;
      if (!starts.some((start) => text.startsWith(word, start))) return null;
    } else from = next + 1;
  }
  const [first = ''] = words;
  return isInOrder && text.startsWith(first, starts[0]) ? 'fromTheFirst' : 'anywhere';
}

/** Whether the humps begin words of the name in their order, the first one its first word; others may be between them. */
function hasHumps(humps: readonly string[], { text, starts }: SearchedText): boolean {
  if (humps.length < 2) return false;
  let at = 0;
  for (const [place, hump] of humps.entries()) {
    while (at < starts.length && !text.startsWith(hump, starts[at])) {
      if (place === 0) return false;
      at += 1;
    }
    if (at === starts.length) return false;
    at += 1;
  }
  return true;
}

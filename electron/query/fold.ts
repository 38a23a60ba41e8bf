/**
 * Text as it is compared, searched and ordered here: composed, in lower case, Cyrillic included. ERP.net compares by its
 * database's collation, which ignores case; the accents that a collation may ignore too are kept apart here.
 */
export function fold(text: string): string {
  return text.normalize('NFC').toLowerCase();
}

/**
 * Orders folded texts by their code points, which is how SQLite's BINARY collation orders UTF-8, and, without regard to case,
 * the alphabets of English and of Bulgarian: digits come before Latin, Latin before Cyrillic. That is what a person expects of
 * a list of names. ERP.net orders by its database's collation, which its documentation does not name; what may come elsewhere
 * there are letters with accents (here behind the alphabet) and signs (here by their code).
 *
 * This is the one assumption about the order of texts, made by sort keys and indexes, by rows that are ordered here and by
 * those that several requests bring in order. The simulated instance orders so, too (`fold` of its `search-sql.ts`). Another
 * collation would need another fold, and the keys made anew.
 *
 * JavaScript's own `<` differs beyond U+FFFF, where characters have two units.
 */
export function compareFolded(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index += 1) {
    const left = a.charCodeAt(index);
    const right = b.charCodeAt(index);
    if (left !== right) return byCodePoint(left) - byCodePoint(right);
  }
  return a.length - b.length;
}

/** A unit of a surrogate pair stands for a code point above all that have a unit of their own. */
function byCodePoint(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

const beyondSurrogates = /[\ud800-\uffff]/g;

/**
 * A text that JavaScript's own `<` orders among its like as {@link compareFolded} orders the texts themselves: quicker, where
 * a text is compared many times. It is of no other use.
 */
export function inCodePointOrder(text: string): string {
  // Surrogates go up to where they belong, and what is above them as far down.
  return text.replace(beyondSurrogates, (unit) => {
    const code = unit.charCodeAt(0);
    return String.fromCharCode(code <= 0xdfff ? code + 0x2000 : code - 0x800);
  });
}

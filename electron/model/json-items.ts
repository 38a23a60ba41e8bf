/** Takes an array apart that comes in pieces. */
export interface JsonItems {
  /** Takes the next piece, and returns the text of each item that ends in it. */
  take(text: string): string[];
  /** The array has ended, and nothing has come after it. */
  isWhole(): boolean;
}

/** Says that the text is no array of objects. */
export class NoJsonArrayError extends Error {
  override name = 'NoJsonArrayError';
}

const code = (character: string): number => character.charCodeAt(0);
const [quote, backslash, comma] = [code('"'), code('\\'), code(',')];
const [openBrace, closeBrace] = [code('{'), code('}')];
const [openBracket, closeBracket] = [code('['), code(']')];

function isBlank(character: number): boolean {
  return character === 0x20 || character === 0x0a || character === 0x0d || character === 0x09;
}

/**
 * Finds the objects of a JSON array without holding all of it: an answer has 54 MB, its largest item less than one. Only where
 * items begin and end is looked at; whoever parses an item sees whether it is JSON (RFC 8259).
 * @throws NoJsonArrayError from `take` when something else than an object, or a comma, is an item
 */
export function createJsonItems(): JsonItems {
  let state: 'before' | 'between' | 'inside' | 'after' = 'before';
  /** How many objects and arrays are open within the item. */
  let depth = 0;
  let isInString = false;
  let isEscaped = false;
  /** Of the item that has begun. */
  let begun = '';

  /** Takes a character outside of items. @returns whether an item begins with it */
  function between(character: number): boolean {
    if (state === 'before' && character === openBracket) state = 'between';
    else if (state === 'between' && character === closeBracket) state = 'after';
    else if (state === 'between' && character === openBrace) return true;
    else if (!isBlank(character) && !(state === 'between' && character === comma)) {
      throw new NoJsonArrayError();
    }
    return false;
  }

  /** Takes a character of an item. @returns whether the item ends with it */
  function inside(character: number): boolean {
    if (isEscaped) isEscaped = false;
    else if (isInString) {
      if (character === backslash) isEscaped = true;
      else if (character === quote) isInString = false;
    } else if (character === quote) isInString = true;
    else if (character === openBrace || character === openBracket) depth += 1;
    else if (character === closeBrace || character === closeBracket) depth -= 1;
    return depth === 0;
  }

  return {
    take(text) {
      const items: string[] = [];
      let start = 0;
      for (let at = 0; at < text.length; at += 1) {
        const character = text.charCodeAt(at);
        if (state !== 'inside') {
          if (!between(character)) continue;
          state = 'inside';
          start = at;
        }
        if (!inside(character)) continue;
        items.push(begun + text.slice(start, at + 1));
        begun = '';
        state = 'between';
      }
      if (state === 'inside') begun += text.slice(start);
      return items;
    },
    isWhole: () => state === 'after',
  };
}

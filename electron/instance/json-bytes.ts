import { backslash, colon, isSpace, quote } from './json-text.ts';

/**
 * Where things are in JSON as its bytes, in UTF-8: all that it is found by is ASCII, of which no byte is part of another character.
 * A text of a megabyte would be a large object on the heap, and a few of them have all of it collected.
 */

const comma = 0x2c;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/** The place of the next byte that is no space. */
export function skipSpace(json: Uint8Array, from: number): number {
  let at = from;
  while (isSpace(json[at])) at += 1;
  return at;
}

/** The place behind the string that begins at a quote; the end of the JSON when it does not end. */
function endOfString(json: Uint8Array, from: number): number {
  for (let at = from + 1; at < json.length; at += 1) {
    const code = json[at];
    if (code === backslash) at += 1;
    else if (code === quote) return at + 1;
  }
  return json.length;
}

/**
 * The place behind the value that begins at a place. It is found by quotes and brackets alone: whether the value is well
 * formed shows when it is parsed.
 */
function endOfValue(json: Uint8Array, from: number): number {
  let depth = 0;
  for (let at = from; at < json.length; ) {
    const code = json[at];
    if (code === quote) {
      at = endOfString(json, at);
      continue;
    }
    if (code === openBracket || code === openBrace) depth += 1;
    else if (code === closeBracket || code === closeBrace) {
      if (depth === 0) return at;
      depth -= 1;
      if (depth === 0) return at + 1;
    } else if (depth === 0 && (code === comma || isSpace(code))) return at;
    at += 1;
  }
  return json.length;
}

/**
 * The opening bracket of the array that JSON mostly consists of: the JSON itself, or the member of a name of the object that it
 * is. Undefined when there is none.
 */
export function findArray(json: Buffer, member: string): number | undefined {
  const start = skipSpace(json, 0);
  if (json[start] === openBracket) return start;
  if (json[start] !== openBrace) return undefined;
  const name = `"${member}"`;
  let at = skipSpace(json, start + 1);
  while (json[at] === quote) {
    const end = endOfString(json, at);
    const isMember = json.toString('utf8', at, end) === name;
    at = skipSpace(json, end);
    if (json[at] !== colon) return undefined;
    at = skipSpace(json, at + 1);
    if (isMember) return json[at] === openBracket ? at : undefined;
    at = skipSpace(json, endOfValue(json, at));
    if (json[at] !== comma) return undefined;
    at = skipSpace(json, at + 1);
  }
  return undefined;
}

/**
 * The places behind each element of an array, one after the other; the last one given is its closing bracket.
 * @throws SyntaxError when something else than a comma stands between elements
 */
export function* elementEnds(json: Uint8Array, open: number): Generator<number, number, void> {
  let at = skipSpace(json, open + 1);
  if (json[at] === closeBracket) return at;
  for (;;) {
    const end = endOfValue(json, at);
    if (end === at) throw new SyntaxError('An element is missing.');
    yield end;
    at = skipSpace(json, end);
    if (json[at] === closeBracket) return at;
    if (json[at] !== comma) throw new SyntaxError('A comma is missing.');
    at = skipSpace(json, at + 1);
  }
}

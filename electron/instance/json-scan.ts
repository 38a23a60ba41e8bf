export const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
export const colon = 0x3a;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

/** The place of the next character that is no space. */
export function skipSpace(text: string, from: number): number {
  let at = from;
  while (isSpace(text.charCodeAt(at))) at += 1;
  return at;
}

/** The place behind the string that begins at a quote; the end of the text when it does not end. */
export function endOfString(text: string, from: number): number {
  let at = from + 1;
  for (;;) {
    at = text.indexOf('"', at);
    if (at < 0) return text.length;
    let slashes = 0;
    while (text.charCodeAt(at - 1 - slashes) === backslash) slashes += 1;
    at += 1;
    if (slashes % 2 === 0) return at;
  }
}

/**
 * The place behind the value that begins at a place. It is found by quotes and brackets alone: whether the value is well
 * formed shows when it is parsed.
 */
function endOfValue(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      at = endOfString(text, at);
      if (depth === 0) return at;
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
  return text.length;
}

/**
 * The opening bracket of the array that a text mostly consists of: the text itself, or the member of a name of the object that it
 * is. Undefined when there is none.
 */
export function findArray(text: string, member: string): number | undefined {
  const start = skipSpace(text, 0);
  if (text.charCodeAt(start) === openBracket) return start;
  if (text.charCodeAt(start) !== openBrace) return undefined;
  const name = `"${member}"`;
  let at = skipSpace(text, start + 1);
  while (text.charCodeAt(at) === quote) {
    const end = endOfString(text, at);
    const isMember = text.slice(at, end) === name;
    at = skipSpace(text, end);
    if (text.charCodeAt(at) !== colon) return undefined;
    at = skipSpace(text, at + 1);
    if (isMember) return text.charCodeAt(at) === openBracket ? at : undefined;
    at = skipSpace(text, endOfValue(text, at));
    if (text.charCodeAt(at) !== comma) return undefined;
    at = skipSpace(text, at + 1);
  }
  return undefined;
}

/**
 * The places behind each element of an array, one after the other; the last one given is its closing bracket.
 * @throws SyntaxError when something else than a comma stands between elements
 */
export function* elementEnds(text: string, open: number): Generator<number, number, void> {
  let at = skipSpace(text, open + 1);
  if (text.charCodeAt(at) === closeBracket) return at;
  for (;;) {
    const end = endOfValue(text, at);
    if (end === at) throw new SyntaxError('An element is missing.');
    yield end;
    at = skipSpace(text, end);
    if (text.charCodeAt(at) === closeBracket) return at;
    if (text.charCodeAt(at) !== comma) throw new SyntaxError('A comma is missing.');
    at = skipSpace(text, at + 1);
  }
}

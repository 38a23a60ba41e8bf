export const quote = 0x22;
export const backslash = 0x5c;
export const colon = 0x3a;

/** Whether a character or byte is space between what JSON consists of (RFC 8259 section 2). */
export function isSpace(code: number | undefined): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

/** The place of the next character of JSON text that is no space. */
export function skipSpace(text: string, from: number): number {
  let at = from;
  while (isSpace(text.charCodeAt(at))) at += 1;
  return at;
}

/** The place behind the string that begins at a quote in JSON text; the end of the text when it does not end. */
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

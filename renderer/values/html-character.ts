const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

/** What HTML writes by a name or a number: `&amp;`, `&#1078;`, `&#x416;`. To be used for nothing but finding them. */
export const htmlCharacters = /&(#?\w{1,10});/g;

/**
 * A character by the name or number that HTML gives it; what is none stays as it is.
 * @param entity as written, `&amp;`
 * @param name what stands between the signs, `amp`
 */
export function htmlCharacter(entity: string, name: string): string {
  if (!name.startsWith('#'))
    return (Object.hasOwn(named, name) ? named[name] : undefined) ?? entity;
  const digits = name.slice(1);
  const code = /^x/i.test(digits)
    ? Number.parseInt(digits.slice(1), 16)
    : Number.parseInt(digits, 10);
  const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return isCharacter ? String.fromCodePoint(code) : entity;
}

/** The beginning or the end of an element. Names come without their prefix. */
export type XmlEvent =
  | {
      readonly kind: 'open';
      readonly name: string;
      readonly attributes: ReadonlyMap<string, string>;
    }
  | { readonly kind: 'close'; readonly name: string };

/** Says that a text is no XML document as it is read here. `isCut`: it ends too early. */
export class XmlError extends Error {
  override name = 'XmlError';
  readonly isCut: boolean;

  constructor(message: string, isCut = false) {
    super(message);
    this.isCut = isCut;
  }
}

const tagName = /<(\/?)([\p{L}_][\p{L}\p{N}_.:-]*)/uy;
const attribute = /\s+([\p{L}_][\p{L}\p{N}_.:-]*)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/uy;
const tagEnd = /\s*(\/?)>/y;
const blank = /^\s*$/;

/** What is passed over, and how it ends. */
const passedOver: readonly { readonly start: string; readonly end: string }[] = [
  { start: '<!--', end: '-->' },
  { start: '<![CDATA[', end: ']]>' },
];

function matched(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

const entities: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
};

function character(reference: string): string {
  const code = reference.startsWith('#x')
    ? Number.parseInt(reference.slice(2), 16)
    : Number.parseInt(reference.slice(1), 10);
  const isCharacter = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  if (!isCharacter) throw new XmlError('No character');
  return String.fromCodePoint(code);
}

function decoded(value: string): string {
  if (!value.includes('&')) return value;
  return value.replace(/&(?:(#\d{1,7}|#x[\da-fA-F]{1,6}|[a-z]{2,4});)?/g, (_, name?: string) => {
    if (name?.startsWith('#') === true) return character(name);
    const known = name !== undefined && Object.hasOwn(entities, name) ? entities[name] : undefined;
    if (known === undefined) throw new XmlError('Unknown entity');
    return known;
  });
}

/** The attributes from a place on, and where they end. */
function readAttributes(
  text: string,
  from: number,
): { readonly attributes: Map<string, string>; readonly end: number } {
  const attributes = new Map<string, string>();
  let end = from;
  for (;;) {
    const found = matched(attribute, text, end);
    if (found === null) return { attributes, end };
    const [whole, name = '', double, single] = found;
    if (attributes.has(name)) throw new XmlError('An attribute twice');
    attributes.set(name, decoded(double ?? single ?? ''));
    end += whole.length;
  }
}

/** Where what is passed over at a place ends; the place itself when nothing is. */
function pass(text: string, at: number): number {
  const found = passedOver.find(({ start }) => text.startsWith(start, at));
  if (found === undefined) return at;
  const end = text.indexOf(found.end, at + found.start.length);
  if (end < 0) throw new XmlError('Ends inside a comment', true);
  return end + found.end.length;
}

function afterDeclaration(text: string): number {
  const start = text.startsWith('\uFEFF') ? 1 : 0;
  if (!text.startsWith('<?xml', start)) return start;
  const end = text.indexOf('?>', start);
  if (end < 0) throw new XmlError('Ends inside its declaration', true);
  return end + 2;
}

/**
 * Reads the elements of an XML document one after the other. Text between them is passed over, because what is read with it
 * has none that matters.
 *
 * It is strict, and small on purpose: no document type and so no entities of its own (nothing to expand, nothing to fetch), no
 * processing instructions, no attribute twice, and every element closed in its place.
 * @see Extensible Markup Language (XML) 1.0, sections 2.1, 3.1 and 4.6
 * @throws XmlError where the text is anything else
 */
export function* xmlEvents(text: string): Generator<XmlEvent, void, void> {
  const open: string[] = [];
  let isBegun = false;
  let at = afterDeclaration(text);
  for (;;) {
    const next = text.indexOf('<', at);
    const between = open.length > 0 ? '' : text.slice(at, next < 0 ? undefined : next);
    if (!blank.test(between)) throw new XmlError('Text outside of the document');
    if (next < 0) break;
    at = pass(text, next);
    if (at > next) continue;

    const tag = matched(tagName, text, next);
    if (tag === null) throw new XmlError('No tag', next === text.length - 1);
    const [start, slash, name = ''] = tag;
    const isClosing = slash === '/';
    const { attributes, end } = readAttributes(text, next + start.length);
    const ending = matched(tagEnd, text, end);
    if (ending === null) throw new XmlError('Tag does not end', !text.includes('>', end));
    const isEmpty = ending[1] === '/';
    at = end + ending[0].length;
    if (isClosing) {
      if (isEmpty || attributes.size > 0 || open.pop() !== name) throw new XmlError('Wrong end');
    } else {
      if (isBegun && open.length === 0) throw new XmlError('A second document');
      isBegun = true;
      yield { kind: 'open', name: localName(name), attributes };
      if (!isEmpty) open.push(name);
    }
    if (isClosing || isEmpty) yield { kind: 'close', name: localName(name) };
  }
  if (open.length > 0 || !isBegun) throw new XmlError('Ends too early', true);
}

import { htmlCharacter, htmlCharacters } from './html-character.ts';
import { addRun, pairRuns, type Run } from './markdown-emphasis.ts';

/** How words are said. */
export type Emphasis = 'emphasis' | 'strong' | 'strike';

/** A piece of a paragraph of Markdown. Nothing in it is markup any more: a text is what is read. */
export type Span =
  | string
  | { readonly kind: 'break' }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: Emphasis; readonly spans: readonly Span[] }
  | { readonly kind: 'link'; readonly href: string; readonly spans: readonly Span[] };

/** A `[` or `![`, which may begin a link or a picture. */
interface Bracket {
  readonly kind: 'bracket';
  readonly text: string;
  readonly isImage: boolean;
  /** The last run before it. */
  readonly before: Run | null;
  /** Where the link leads that it begins, empty for a picture; null while it is a bracket like any other. */
  href: string | null;
}

type Piece = Span | Run | Bracket | { readonly kind: 'linkEnd' };

const piece = new RegExp(
  [
    String.raw`\\(?<escaped>[!-/:-@[-\x60{-~])`,
    String.raw`(?<br>\\\n|<br *\/?>)`,
    String.raw`(?<ticks>\x60+)`,
    String.raw`(?<open>!?\[)`,
    String.raw`(?<close>\])`,
    String.raw`(?<run>\*+|_+|~+)`,
    String.raw`<(?<address>(?:https?|mailto):[^\s<>]*|[^\s<>@/]+@[^\s<>]+)>`,
    String.raw`(?<tag><!--[^<]*?-->|<\/?[a-z][^<>]*>)`,
    String.raw`(?<plain>[^\\!\[\]*_~<\x60]+|.)`,
  ].join('|'),
  'isuy',
);

/** What follows the `]` of a link: where it leads, and perhaps a title, which is not shown. */
const destination =
  /\(\s{0,9}(?:<(?<pointed>[^<>\n]*)>|(?<bare>[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)?))(?:\s{1,9}(?:"[^"]*"|'[^']*'))?\s{0,9}\)/y;

/**
 * Reads what stands in a paragraph of Markdown: code, emphasis, links and breaks. Takes time in proportion to the length of the
 * text, whatever it is. Tags of HTML are left out; of a picture its description is read.
 * @see CommonMark 0.31, section 6 and the appendix "A parsing strategy"; GitHub Flavored Markdown, "Strikethrough"
 */
export function readSpans(text: string): readonly Span[] {
  const pieces: Piece[] = [];
  const brackets: Bracket[] = [];
  /** So many brackets, from the first, stand before a link that has ended: no link holds another. */
  let spent = 0;
  let last: Run | null = null;
  let at = 0;
  const endOfCode = codeEnds(text);

  /** @returns where to go on */
  function closeBracket(): number {
    const bracket = brackets.pop();
    const isSpent = bracket !== undefined && !bracket.isImage && brackets.length < spent;
    spent = Math.min(spent, brackets.length);
    destination.lastIndex = at + 1;
    const groups = bracket === undefined || isSpent ? undefined : destination.exec(text)?.groups;
    if (bracket === undefined || groups === undefined) {
      pieces.push(']');
      return at + 1;
    }
    last = pairRuns(last, bracket.before);
    bracket.href = bracket.isImage ? '' : (groups.pointed ?? groups.bare ?? '');
    if (!bracket.isImage) {
      pieces.push({ kind: 'linkEnd' });
      spent = brackets.length;
    }
    return destination.lastIndex;
  }

  while (at < text.length) {
    piece.lastIndex = at;
    const { 0: whole = '', groups = {} } = piece.exec(text) ?? {};
    let next = at + Math.max(1, whole.length);
    if (groups.run !== undefined) {
      const around = [charBefore(text, at), charAt(text, next)] as const;
      last = addRun(last, groups.run, around);
      pieces.push(last);
    } else if (groups.open !== undefined) {
      const isImage = whole.length === 2;
      const bracket: Bracket = { kind: 'bracket', text: whole, isImage, before: last, href: null };
      brackets.push(bracket);
      pieces.push(bracket);
    } else if (groups.close !== undefined) next = closeBracket();
    else if (groups.ticks !== undefined) {
      const end = endOfCode(whole.length, next);
      pieces.push(end === null ? whole : { kind: 'code', text: codeText(text.slice(next, end)) });
      if (end !== null) next = end + whole.length;
    } else if (groups.br !== undefined) pieces.push({ kind: 'break' });
    else if (groups.tag === undefined) {
      const { escaped, address, plain = '' } = groups;
      pieces.push(escaped ?? address ?? plain.replace(htmlCharacters, htmlCharacter));
    }
    at = next;
  }
  pairRuns(last, null);
  return nested(pieces);
}

/** The sign before a place, as somebody reads it; a space at the beginning. */
function charBefore(text: string, at: number): string {
  return /.$/su.exec(text.slice(Math.max(0, at - 2), at))?.[0] ?? ' ';
}

function charAt(text: string, at: number): string {
  const code = text.codePointAt(at);
  return code === undefined ? ' ' : String.fromCodePoint(code);
}

/** Finds the backticks that end code which as many have begun (CommonMark, section 6.1); to be asked from the front to the back. */
function codeEnds(text: string): (length: number, from: number) => number | null {
  const places = new Map<number, number[]>();
  for (const { 0: ticks, index } of text.matchAll(/`+/g)) {
    const known = places.get(ticks.length);
    if (known === undefined) places.set(ticks.length, [index]);
    else known.push(index);
  }
  for (const each of places.values()) each.reverse();
  return (length, from) => {
    const left = places.get(length) ?? [];
    for (let place = left.at(-1); place !== undefined; place = left.at(-1)) {
      if (place >= from) return place;
      left.pop();
    }
    return null;
  };
}

function codeText(written: string): string {
  const line = written.replaceAll('\n', ' ');
  const isPadded = line.startsWith(' ') && line.endsWith(' ') && line.trim() !== '';
  return isPadded ? line.slice(1, -1) : line;
}

/** Nobody nests deeper by hand, and each level takes a call of whoever shows it. */
const deepest = 20;

function nested(pieces: readonly Piece[]): readonly Span[] {
  const root: Span[] = [];
  const open: Span[][] = [root];

  function add(span: Span): void {
    const within = open.at(-1) ?? root;
    const before = within.at(-1);
    if (typeof span === 'string' && typeof before === 'string')
      within[within.length - 1] = before + span;
    else if (span !== '') within.push(span);
  }

  function begin(spanOf: (spans: Span[]) => Span): void {
    const spans: Span[] = [];
    if (open.length < deepest) add(spanOf(spans));
    open.push(open.length < deepest ? spans : (open.at(-1) ?? root));
  }

  for (const each of pieces) {
    if (typeof each === 'string') add(each);
    else if (each.kind === 'linkEnd') open.pop();
    else if (each.kind === 'bracket') {
      const { href, text, isImage } = each;
      if (href === null) add(text);
      else if (!isImage) begin((spans) => ({ kind: 'link', href, spans }));
    } else if (each.kind === 'run') {
      for (const _ of each.ends) open.pop();
      add(each.sign.repeat(each.left));
      for (const kind of each.begins) begin((spans) => ({ kind, spans }));
    } else add(each);
  }
  return root;
}

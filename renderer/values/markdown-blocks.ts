import { readSpans, type Span } from './markdown-spans.ts';

type Spans = readonly Span[];

/** A part of a Markdown text that stands by itself. */
export type Block =
  | { readonly kind: 'paragraph' | 'heading'; readonly spans: Spans }
  | { readonly kind: 'rule' }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'quote'; readonly blocks: readonly Block[] }
  | {
      readonly kind: 'list';
      /** The number of the first item; null for bullets. */
      readonly start: number | null;
      readonly items: readonly (readonly Block[])[];
    }
  | { readonly kind: 'table'; readonly head: readonly Spans[]; readonly rows: readonly Row[] };

/** Cells as they were written: rows may be shorter or longer than the head. */
type Row = readonly Spans[];

/** A block, and the line after it. */
type Found = readonly [block: Block, next: number];

/** Lines and a place among them. */
type Reader = (lines: readonly string[], at: number, depth: number) => Found | null;

/** Nobody nests deeper by hand, and each level reads its lines again. */
const deepest = 20;

const heading = /^ {0,3}#{1,6}(?:[ \t]+(.*))?$/;
const underline = /^ {0,3}(?:=+|-+)[ \t]*$/;
const rule = /^ {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$/;
const fence = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/;
const quoted = /^ {0,3}> ?/;
const marker = /^( {0,3})([-*+]|(\d{1,9})[.)])(?:([ \t]+)(.*))?$/;
const tableDashes = /^[ \t]*:?-+:?[ \t]*$/;

/**
 * Reads Markdown as GitHub does, but for what refers to another place of the text. Takes time in proportion to the length of the
 * text, whatever it is, which libraries for Markdown do not.
 * @see CommonMark 0.31, sections 4 and 5; GitHub Flavored Markdown, "Tables"
 */
export function readMarkdown(text: string): readonly Block[] {
  const lines = text
    .split(/\r\n?|\n/)
    .map((line) => line.replace(/^[ \t]+/, (room) => room.replaceAll('\t', '    ')));
  return readBlocks(lines, 0);
}

function readBlocks(lines: readonly string[], depth: number): readonly Block[] {
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length; ) {
    if (isBlank(lines[at])) at += 1;
    else {
      const [block, next] = readBlock(lines, at, depth);
      blocks.push(block);
      at = next;
    }
  }
  return blocks;
}

function readBlock(lines: readonly string[], at: number, depth: number): Found {
  for (const read of depth < deepest ? readers : []) {
    const found = read(lines, at, depth);
    if (found !== null) return found;
  }
  return readParagraph(lines, at);
}

const readers: readonly Reader[] = [
  readIndented,
  readFence,
  readHeading,
  readRule,
  readQuote,
  readList,
  readTable,
];

const isBlank = (line: string | undefined): boolean => line === undefined || line.trim() === '';

/** Whether a line ends a paragraph before it. */
function isBegin(line: string): boolean {
  const item = marker.exec(line);
  const isItem = item !== null && !isBlank(item[5]) && (item[3] === undefined || item[3] === '1');
  return isItem || [heading, rule, fence, quoted].some((each) => each.test(line));
}

function readIndented(lines: readonly string[], at: number): Found | null {
  let next = at;
  while (next < lines.length && (lines[next]?.startsWith('    ') === true || isBlank(lines[next])))
    next += 1;
  if (lines[at]?.startsWith('    ') !== true) return null;
  const text = lines.slice(at, next).map((line) => line.slice(4));
  return [{ kind: 'code', text: text.join('\n').trimEnd() }, next];
}

function readFence(lines: readonly string[], at: number): Found | null {
  const signs = fence.exec(lines[at] ?? '')?.[1];
  if (signs === undefined) return null;
  const isEnd = (line: string): boolean => {
    const words = line.trim();
    return words.startsWith(signs) && words === signs.charAt(0).repeat(words.length);
  };
  let end = at + 1;
  while (end < lines.length && !isEnd(lines[end] ?? '')) end += 1;
  return [{ kind: 'code', text: lines.slice(at + 1, end).join('\n') }, end + 1];
}

function readHeading(lines: readonly string[], at: number): Found | null {
  const found = heading.exec(lines[at] ?? '');
  if (found === null) return null;
  const words = (found[1] ?? '').trim();
  const withoutEnd = words.slice(0, words.length - closingSigns(words)).trimEnd();
  return [{ kind: 'heading', spans: readSpans(withoutEnd) }, at + 1];
}

/** How many `#` end a heading, which are no part of it. */
function closingSigns(words: string): number {
  let signs = 0;
  while (words.at(-1 - signs) === '#') signs += 1;
  return [' ', '\t', undefined].includes(words.at(-1 - signs)) ? signs : 0;
}

function readRule(lines: readonly string[], at: number): Found | null {
  return rule.test(lines[at] ?? '') ? [{ kind: 'rule' }, at + 1] : null;
}

function readQuote(lines: readonly string[], at: number, depth: number): Found | null {
  const within: string[] = [];
  let next = at;
  for (let line = lines[next]; line !== undefined; line = lines[next]) {
    if (quoted.test(line)) within.push(line.replace(quoted, ''));
    else if (within.length > 0 && goesOn(line, within)) within.push(line);
    else break;
    next += 1;
  }
  return next === at ? null : [{ kind: 'quote', blocks: readBlocks(within, depth + 1) }, next];
}

/** Whether a line goes on with the paragraph before it, although it lacks the sign of what the paragraph stands in. */
function goesOn(line: string, before: readonly string[]): boolean {
  return !isBlank(line) && !isBlank(before.at(-1)) && !isBegin(line) && !marker.test(line);
}

function readList(lines: readonly string[], at: number, depth: number): Found | null {
  const first = marker.exec(lines[at] ?? '');
  if (first === null) return null;
  const [, , sign = '', number] = first;
  const items: (readonly Block[])[] = [];
  let next = at;
  for (;;) {
    const item = rule.test(lines[next] ?? '') ? null : marker.exec(lines[next] ?? '');
    if (item === null || item[2]?.at(-1) !== sign.at(-1)) break;
    const [within, after] = itemLines(lines, next, item);
    items.push(readBlocks(within, depth + 1));
    next = after;
    while (next < lines.length && isBlank(lines[next])) next += 1;
  }
  const start = number === undefined ? null : Number(number);
  return [{ kind: 'list', start, items }, next];
}

/** The lines of an item without their indentation, and the place after them. */
function itemLines(
  lines: readonly string[],
  at: number,
  [, indent = '', sign = '', , room = '', words = '']: RegExpExecArray,
): readonly [readonly string[], number] {
  // With more room, what is in it is code.
  const isCode = room.length > 4;
  const width = indent.length + sign.length + (isCode ? 1 : Math.max(1, room.length));
  const within = [isCode ? room.slice(1) + words : words];
  let next = at + 1;
  for (let line = lines[next]; line !== undefined; line = lines[next]) {
    const isWithin = line.startsWith(' '.repeat(width));
    // An item may begin with one empty line, not with two.
    if (isBlank(line) && within.length === 1 && isBlank(within[0])) break;
    if (!isBlank(line) && !isWithin && !goesOn(line, within)) break;
    within.push(isWithin ? line.slice(width) : line.trimStart());
    next += 1;
  }
  return [within, next];
}

function readTable(lines: readonly string[], at: number): Found | null {
  const [first = '', second = ''] = [lines[at], lines[at + 1]];
  if (!first.includes('|') || !second.includes('-')) return null;
  const head = cellsOf(first);
  const dashes = cellsOf(second);
  const isTable = dashes.length === head.length && dashes.every((cell) => tableDashes.test(cell));
  if (!isTable) return null;
  const rows: Row[] = [];
  let next = at + 2;
  for (let line = lines[next]; line !== undefined; line = lines[next]) {
    if (isBlank(line) || isBegin(line)) break;
    rows.push(cellsOf(line).map(readSpans));
    next += 1;
  }
  return [{ kind: 'table', head: head.map(readSpans), rows }, next];
}

/** What stands between the bars of a line; `\|` is none. */
function cellsOf(line: string): readonly string[] {
  const cells = [''];
  for (const [part] of line.trim().matchAll(/\\\||\||[^\\|]+|\\/g)) {
    if (part === '|') cells.push('');
    else cells.push(`${cells.pop() ?? ''}${part === '\\|' ? '|' : part}`);
  }
  if (cells.length > 1 && isBlank(cells[0])) cells.shift();
  if (cells.length > 1 && isBlank(cells.at(-1))) cells.pop();
  return cells.map((cell) => cell.trim());
}

function readParagraph(lines: readonly string[], at: number): Found {
  const words: string[] = [];
  let next = at;
  for (let line = lines[next]; line !== undefined && !isBlank(line); line = lines[next]) {
    if (next > at && underline.test(line))
      return [{ kind: 'heading', spans: spansOf(words) }, next + 1];
    if (next > at && isBegin(line)) break;
    words.push(line);
    next += 1;
  }
  return [{ kind: 'paragraph', spans: spansOf(words) }, next];
}

/** Two spaces at the end of a line break it. */
function spansOf(lines: readonly string[]): Spans {
  const written = lines.map((line) => `${line.trim()}${line.endsWith('  ') ? '\\' : ''}`);
  return readSpans(written.join('\n').replace(/\\$/, ''));
}

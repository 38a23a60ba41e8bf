import type { Markup } from '../../electron/contract/rows.ts';
import { htmlCharacter, htmlCharacters } from './html-character.ts';

function htmlText(html: string): string {
  return html
    .replace(/<!--[\s\S]*?(-->|$)/g, '')
    .replace(/<(script|style|head|title)\b[\s\S]*?(<\/\1\s*>|$)/gi, '')
    .replace(/<\/?(p|div|br|li|ul|ol|tr|table|h[1-6]|blockquote|pre|hr)\b[^>]*(>|$)/gi, '\n')
    .replace(/<\/(td|th)\s*>/gi, '\t')
    .replace(/<\/?[a-z!][^>]*(>|$)/gi, '')
    .replace(htmlCharacters, htmlCharacter);
}

/** Groups of RTF that hold no text: tables of fonts and colours, pictures, what programs note for themselves. */
const silent =
  /^\{\s*(\\\*|\\(fonttbl|colortbl|stylesheet|info|pict|object|themedata|header|footer|generator)\b)/;

/** Where the group ends that begins at a place. */
function groupEnd(rtf: string, start: number): number {
  let depth = 0;
  for (let at = start; at < rtf.length; at += 1) {
    if (rtf[at] === '\\') at += 1;
    else if (rtf[at] === '{') depth += 1;
    else if (rtf[at] === '}') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return rtf.length;
}

const breaks: Readonly<Record<string, string>> = {
  par: '\n',
  line: '\n',
  row: '\n',
  sect: '\n',
  page: '\n',
  tab: '\t',
  cell: '\t',
  emdash: '—',
  endash: '–',
  bullet: '•',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
};

/** Code pages of bytes that RTF writes as `\'e0`; the two that ERP.net's users write in. */
function decoderOf(rtf: string): TextDecoder {
  const page = /\\ansicpg(\d+)/.exec(rtf)?.[1];
  return new TextDecoder(page === '1251' ? 'windows-1251' : 'windows-1252');
}

/**
 * The text of an RTF document.
 * @see Rich Text Format Specification 1.9.1, "Unicode RTF" and "Special Characters"
 */
function rtfText(rtf: string): string {
  const decoder = decoderOf(rtf);
  const token =
    /\\'([0-9a-f]{2})|\\u(-?\d+) ?(?:\\'[0-9a-f]{2}|\?)?|\\([a-z]+)(-?\d+)? ?|\\([^a-z'])|([{}])|([^\\{}\r\n]+)|[\r\n]+/giy;
  let text = '';
  let at = 0;
  while (at < rtf.length) {
    if (rtf[at] === '{' && silent.test(rtf.slice(at, at + 40))) {
      at = groupEnd(rtf, at);
      continue;
    }
    token.lastIndex = at;
    const found = token.exec(rtf);
    if (found === null) break;
    at = token.lastIndex;
    const [, byte, unicode, word, , symbol, , plain] = found;
    if (byte !== undefined) text += decoder.decode(Uint8Array.of(Number.parseInt(byte, 16)));
    else if (unicode !== undefined) text += String.fromCharCode(Number(unicode) & 0xffff);
    else if (word !== undefined) text += (Object.hasOwn(breaks, word) ? breaks[word] : '') ?? '';
    else if (symbol !== undefined)
      text += symbol === '~' ? ' ' : /[\\{}]/.test(symbol) ? symbol : '';
    else text += plain ?? '';
  }
  return text.toWellFormed();
}

function markdownText(markdown: string): string {
  return markdown
    .replace(/^#{1,6}\s+/gm, '')
    .replace(/^[ \t]*(?:[-*+]|\d+\.)\s+/gm, '')
    .replace(/^>\s?/gm, '')
    .replace(/!?\[([^\][]*)\]\([^()]*\)/g, '$1')
    .replace(/(\*\*|__|~~|`)(.+?)\1/g, '$2')
    .replace(/(?<![\w*])\*(?!\s)([^*\n]+?)(?<!\s)\*(?![\w*])/g, '$1');
}

const texts: Readonly<Record<Markup, (text: string) => string>> = {
  html: htmlText,
  markdown: markdownText,
  rtf: (text) => (text.startsWith('{\\rtf') ? rtfText(text) : text),
};

/** What a marked up text says, as plain text with its lines; empty lines are left out. */
export function markupText(text: string, markup: Markup): string {
  return texts[markup](text)
    .split('\n')
    .map((line) => line.replace(/[^\S\t]+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');
}

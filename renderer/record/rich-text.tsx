import { marked } from 'marked';
import { type ReactNode, useMemo } from 'react';
import type { Markup } from '../../electron/contract/rows.ts';
import { markupText } from '../values/markup-text.ts';
import type {} from './trusted-types.d.ts';

interface RichTextProps {
  readonly text: string;
  readonly markup: Markup;
}

/** A marked up text: HTML and Markdown with what of it is harmless, RTF as its words. */
export function RichText({ text, markup }: RichTextProps) {
  const content = useMemo(() => read(text, markup), [text, markup]);
  return <div className="rich-text">{content}</div>;
}

function read(text: string, markup: Markup): ReactNode {
  if (markup === 'html') return readHtml(text);
  return (markup === 'markdown' ? readMarkdown(text) : null) ?? markupText(text, markup);
}

/** In characters. Nobody writes more by hand, and what is nested without end takes the parser ever longer. */
const longestMarkdown = 50_000;

/** As GitHub reads it. What it makes of a text is HTML like any other, which is not trusted; null for what can't be parsed. */
function readMarkdown(text: string): ReactNode {
  if (text.length > longestMarkdown) return null;
  try {
    return readHtml(marked.parse(text, { async: false }));
  } catch {
    return null;
  }
}

/** Elements that only say how words belong together; none of them can load, run or lead anywhere. */
const harmless = [
  ...(['p', 'div', 'br', 'hr', 'ul', 'ol', 'li', 'blockquote', 'pre', 'code'] as const),
  ...(['b', 'strong', 'i', 'em', 'u', 's', 'sub', 'sup'] as const),
  ...(['table', 'thead', 'tbody', 'tr', 'th', 'td'] as const),
];
const allowed = new Map(harmless.map((tag) => [tag.toUpperCase(), tag]));

/** Elements whose words are not meant to be read. */
const silent = new Set([
  'SCRIPT',
  'STYLE',
  'TEMPLATE',
  'NOSCRIPT',
  'IFRAME',
  'OBJECT',
  'SVG',
  'MATH',
  'HEAD',
  'TITLE',
]);

/** Elements that hold no words. */
const hollow = new Set(['BR', 'HR']);

/** Nobody nests deeper by hand, and each level takes a call. */
const deepest = 40;

/**
 * Parses HTML in a document that loads and runs nothing, and builds anew what is allowed of it: no attribute comes along, so
 * that nothing of it can have a style, an address or a handler.
 */
function readHtml(html: string): ReactNode {
  const { body } = new DOMParser().parseFromString(inertMarkup.createHTML(html), 'text/html');
  return childrenOf(body, 0);
}

/**
 * The page's only way from a text to markup (Trusted Types), and of no use elsewhere: what it lets through is only ever given to
 * {@link readHtml}.
 */
const inertMarkup = trustedTypes.createPolicy('inert-markup', { createHTML: withoutHandlers });

/** Whatever comes of it is built anew without attributes; this only spares the complaints of the page's own policy about them. */
function withoutHandlers(html: string): string {
  return html.replace(/<[a-z][^>]*>/gi, (tag) =>
    tag.replace(/\s(?:on\w+|style)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+)/gi, ''),
  );
}

function childrenOf(node: Node, depth: number): ReactNode[] {
  return depth > deepest
    ? [node.textContent]
    : [...node.childNodes].map((child, place) => readNode(child, depth + 1, place));
}

function readNode(node: Node, depth: number, place: number): ReactNode {
  if (node instanceof Text) return node.data;
  if (!(node instanceof Element)) return null;
  const name = node.tagName.toUpperCase();
  if (silent.has(name)) return null;
  const children = hollow.has(name) ? undefined : childrenOf(node, depth);
  if (/^H[1-6]$/.test(name))
    return (
      <strong key={place} className="rich-heading">
        {children}
      </strong>
    );
  if (name === 'A')
    return (
      <Address key={place} href={node.getAttribute('href')}>
        {children}
      </Address>
    );
  const Tag = allowed.get(name) ?? 'span';
  return <Tag key={place}>{children}</Tag>;
}

interface AddressProps {
  readonly href: string | null;
  readonly children: ReactNode;
}

/** Where a link would lead is told, not followed: a text of somebody else's opens nothing. */
function Address({ href, children }: AddressProps) {
  return (
    <span className="rich-address" title={href ?? undefined}>
      {children}
    </span>
  );
}

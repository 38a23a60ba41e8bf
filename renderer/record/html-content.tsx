import type { ReactNode } from 'react';
import { isShown, richElement } from './rich-element.tsx';
import type {} from './trusted-types.d.ts';

/** Elements whose words are not meant to be read. */
const silent: ReadonlySet<string> = new Set([
  ...(['SCRIPT', 'STYLE', 'TEMPLATE', 'NOSCRIPT', 'IFRAME', 'OBJECT', 'SVG', 'MATH'] as const),
  ...(['HEAD', 'TITLE'] as const),
]);

/** Elements that hold no words. */
const hollow = new Set(['BR', 'HR']);

/** Nobody nests deeper by hand, and each level takes a call. */
const deepest = 40;

/** Nobody writes more by hand; what is opened within each other and closed in another order becomes more than was written. */
const mostElements = 10_000;

/**
 * Parses HTML in a document that loads and runs nothing, and builds anew what is allowed of it: no attribute comes along, so
 * that nothing of it can have a style, an address or a handler.
 * @returns null when there are too many elements to be shown
 */
export function readHtml(html: string): ReactNode {
  const { body } = new DOMParser().parseFromString(inertMarkup.createHTML(html), 'text/html');
  return body.getElementsByTagName('*').length > mostElements ? null : childrenOf(body, 0);
}

/**
 * The page's only way from a text to markup (Trusted Types), and of no use elsewhere: what it lets through is only ever given to
 * {@link readHtml}.
 */
const inertMarkup = trustedTypes.createPolicy('inert-markup', { createHTML: withoutAttributes });

/** In the order in which a parser meets them, what is no markup, whatever it looks like, and tags, in whose quotes a `>` ends nothing. */
const pieces = new RegExp(
  [
    String.raw`<!--[\s\S]*?(?:-->|$)`,
    String.raw`<(script|style|title)\b[\s\S]*?(?:<\/\1\s*>|$)`,
    String.raw`<(?<name>[a-z][^\s/>]*)(?:[^>=]+|=\s*(?:"[^"]*(?:"|$)|'[^']*(?:'|$))?)*(?:>|$)`,
  ].join('|'),
  'gi',
);
const hrefs = /\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))/i;

/**
 * Leaves of tags their names, and of links where they lead. None of it would be used, but the parser takes much longer with
 * attributes: elements that differ are opened again in each paragraph. And the page's own policy complains about some of them.
 */
function withoutAttributes(html: string): string {
  return html.replace(pieces, (piece, _raw: string, name: string | undefined) => {
    if (name === undefined) return '';
    const tagName = name.toUpperCase();
    if (tagName === 'A') {
      const [, double, single, bare] = hrefs.exec(piece) ?? [];
      const href = double ?? single ?? bare ?? '';
      return `<a href="${href.replaceAll('"', '&quot;')}">`;
    }
    const isKnown = isShown(name.toLowerCase()) || silent.has(tagName);
    return isKnown ? `<${name}>` : '';
  });
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
  const href = node.getAttribute('href');
  return richElement({ tag: name.toLowerCase(), href, children }, place);
}

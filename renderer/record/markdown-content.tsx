import MarkdownIt, { type Token } from 'markdown-it';
import type { ReactNode } from 'react';
import { markupText } from '../values/markup-text.ts';
import { richElement } from './rich-element.tsx';

/** CommonMark, with tables and what is struck out. Tags of HTML are told from words, so that they can be left out. */
const markdown = new MarkdownIt({ html: true });

/** Nobody writes more by hand; a table whose rows are short becomes far more cells than were written. */
const mostTokens = 10_000;

/**
 * Reads a Markdown text and builds its elements, none of which can load, run or lead anywhere.
 * @returns null when there are too many of them to be shown
 * @see https://spec.commonmark.org/0.31.2/
 */
export function readMarkdown(text: string): ReactNode {
  const tokens = markdown.parse(text, {});
  return tokens.length > mostTokens ? null : built(tokens);
}

/** An element that has begun and not ended. */
interface Begun {
  readonly token: Token | null;
  readonly children: ReactNode[];
}

function built(tokens: readonly Token[]): ReactNode[] {
  const outermost: Begun = { token: null, children: [] };
  const begun: Begun[] = [outermost];
  tokens.forEach((token, place) => {
    if (token.nesting === 1) {
      begun.push({ token, children: [] });
      return;
    }
    const ended = token.nesting === -1 ? begun.pop() : undefined;
    const { children } = begun.at(-1) ?? outermost;
    if (ended === undefined) children.push(leaf(token, place));
    else if (ended.token !== null) children.push(element(ended.token, ended.children, place));
  });
  return outermost.children;
}

function element(token: Token, children: ReactNode[], key: number): ReactNode {
  const { tag } = token;
  // The paragraphs of a list whose items stand close together.
  if (token.hidden) return children;
  if (tag === 'ol')
    return (
      <ol key={key} start={Number(token.attrGet('start') ?? 1)}>
        {children}
      </ol>
    );
  const href = token.attrGet('href');
  return richElement({ tag, href: href === null ? null : String(href), children }, key);
}

/** What holds no other tokens, or only words. */
function leaf({ type, content, children }: Token, key: number): ReactNode {
  switch (type) {
    case 'inline':
      return built(children ?? []);
    // A picture would have to be loaded from somewhere: the words that stand for it are shown.
    case 'image':
      return built(children ?? []);
    case 'html_inline':
      return /^<br\b/i.test(content) ? <br key={key} /> : null;
    case 'html_block':
      return <p key={key}>{markupText(content, 'html')}</p>;
    case 'softbreak':
      return '\n';
    case 'hardbreak':
      return <br key={key} />;
    case 'hr':
      return <hr key={key} />;
    case 'code_inline':
      return <code key={key}>{content}</code>;
    case 'fence':
    case 'code_block':
      return (
        <pre key={key}>
          <code>{content}</code>
        </pre>
      );
    default:
      return content;
  }
}

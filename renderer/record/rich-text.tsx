import { type ReactNode, useMemo } from 'react';
import type { Markup } from '../../electron/contract/rows.ts';
import { readMarkdown } from '../values/markdown-blocks.ts';
import { markupText } from '../values/markup-text.ts';
import { readHtml } from './html-content.tsx';
import { MarkdownBlocks } from './markdown-content.tsx';

interface RichTextProps {
  readonly text: string;
  readonly markup: Markup;
}

/** A marked up text: HTML and Markdown with what of it is harmless, RTF as its words. */
export function RichText({ text, markup }: RichTextProps) {
  const content = useMemo(() => read(text, markup), [text, markup]);
  return <div className="rich-text">{content}</div>;
}

/** In characters. Nobody writes more by hand, and each few of them may become an element. */
const longest = 50_000;

function read(text: string, markup: Markup): ReactNode {
  const isShort = text.length <= longest;
  if (markup === 'markdown' && isShort) return <MarkdownBlocks blocks={readMarkdown(text)} />;
  const elements = markup === 'html' && isShort ? readHtml(text) : null;
  return elements ?? markupText(text, markup);
}

import { type ReactNode, useMemo } from 'react';
import type { Markup } from '../../electron/contract/rows.ts';
import { markupText } from '../values/markup-text.ts';
import { readHtml } from './html-content.tsx';
import { LongText } from './long-text.tsx';
import { readMarkdown } from './markdown-content.tsx';

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
const longestHtml = 50_000;
/** Likewise; and what is opened without an end takes the parser time that grows with the square of its length. */
const longestMarkdown = 20_000;

function read(text: string, markup: Markup): ReactNode {
  const elements = markup === 'rtf' ? null : readElements(text, markup);
  return elements ?? <LongText text={markupText(text, markup)} />;
}

/** @returns null for more than should be shown as elements */
function readElements(text: string, markup: Exclude<Markup, 'rtf'>): ReactNode {
  if (markup === 'html') return text.length > longestHtml ? null : readHtml(text);
  return text.length > longestMarkdown ? null : readMarkdown(text);
}

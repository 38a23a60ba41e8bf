import type { ReactNode } from 'react';

/** Elements that only say how words belong together; none of them can load, run or lead anywhere. */
const harmless = [
  ...(['p', 'div', 'br', 'hr', 'ul', 'ol', 'li', 'blockquote', 'pre', 'code'] as const),
  ...(['b', 'strong', 'i', 'em', 'u', 's', 'sub', 'sup'] as const),
  ...(['table', 'thead', 'tbody', 'tr', 'th', 'td'] as const),
];
const allowed: ReadonlyMap<string, (typeof harmless)[number]> = new Map(
  harmless.map((tag) => [tag, tag]),
);

const headings = /^h[1-6]$/;

/** Whether something else than its words is shown of an element. */
export function isShown(tag: string): boolean {
  return allowed.has(tag) || headings.test(tag);
}

interface RichElementProps {
  /** As somebody wrote it, in small letters. */
  readonly tag: string;
  /** Where a link would lead. */
  readonly href: string | null;
  readonly children?: ReactNode;
}

/** An element of a marked up text, built anew: what is not harmless is shown as its words, and no attribute comes along. */
export function RichElement({ tag, href, children }: RichElementProps) {
  if (headings.test(tag)) return <strong className="rich-heading">{children}</strong>;
  // Where a link would lead is told, not followed: a text of somebody else's opens nothing.
  if (tag === 'a')
    return (
      <span className="rich-address" title={href ?? undefined}>
        {children}
      </span>
    );
  const Tag = allowed.get(tag) ?? 'span';
  return <Tag>{children}</Tag>;
}

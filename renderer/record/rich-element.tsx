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

/** An element as somebody wrote it. */
interface WrittenElement {
  /** In small letters. */
  readonly tag: string;
  /** Where a link would lead. */
  readonly href: string | null;
  readonly children: ReactNode;
}

/**
 * An element of a marked up text, built anew: what is not harmless is shown as its words, and no attribute comes along.
 * @param key its place among the others
 */
export function richElement({ tag, href, children }: WrittenElement, key: number): ReactNode {
  if (headings.test(tag))
    return (
      <strong key={key} className="rich-heading">
        {children}
      </strong>
    );
  // Where a link would lead is told, not followed: a text of somebody else's opens nothing.
  if (tag === 'a')
    return (
      <span key={key} className="rich-address" title={href ?? undefined}>
        {children}
      </span>
    );
  const Tag = allowed.get(tag) ?? 'span';
  return <Tag key={key}>{children}</Tag>;
}

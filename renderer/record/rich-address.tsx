import type { ReactNode } from 'react';

interface RichAddressProps {
  readonly href: string | null;
  readonly children: ReactNode;
}

/** Where a link would lead is told, not followed: a text of somebody else's opens nothing. */
export function RichAddress({ href, children }: RichAddressProps) {
  return (
    <span className="rich-address" title={href ?? undefined}>
      {children}
    </span>
  );
}

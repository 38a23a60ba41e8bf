import type { LucideIcon } from 'lucide-react';
import { Button, type ButtonProps } from 'react-aria-components';
import { Hinted } from './hinted.tsx';

interface IconButtonProps extends Omit<ButtonProps, 'children' | 'aria-label'> {
  readonly icon: LucideIcon;
  /** What the button is called. */
  readonly label: string;
  /** What the tooltip says, with the shortcut; the name if left out. */
  readonly hint?: string;
}

/** A button that shows a 16-pixel icon and says its name on hover and focus. */
export function IconButton({ icon: Icon, label, hint, className, ...button }: IconButtonProps) {
  return (
    <Hinted label={label} {...(hint === undefined ? {} : { hint })}>
      {(describedBy) => (
        <Button
          {...button}
          aria-label={label}
          aria-describedby={button['aria-describedby'] ?? describedBy}
          className={`icon-button ${String(className ?? '')}`}
        >
          <Icon size={16} aria-hidden />
        </Button>
      )}
    </Hinted>
  );
}

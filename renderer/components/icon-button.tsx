import type { LucideIcon } from 'lucide-react';
import { Button, type ButtonProps, Tooltip, TooltipTrigger } from 'react-aria-components';

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
    <TooltipTrigger delay={500}>
      <Button {...button} aria-label={label} className={`icon-button ${String(className ?? '')}`}>
        <Icon size={16} aria-hidden />
      </Button>
      <Tooltip className="tooltip" offset={6}>
        {hint ?? label}
      </Tooltip>
    </TooltipTrigger>
  );
}

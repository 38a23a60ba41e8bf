import type { LucideIcon } from 'lucide-react';
import { ToggleButton } from 'react-aria-components';
import { Hinted } from '../components/hinted.tsx';

/** What can be shown or hidden around the rows. */
export interface Tool {
  readonly icon: LucideIcon;
  readonly className?: string;
  readonly label: string;
  /** What the tooltip says, with the shortcut. */
  readonly hint: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

/** A tool as a button that stays pressed. */
export function ToolToggle({ icon: Icon, className = '', label, hint, isOn, onChange }: Tool) {
  return (
    <Hinted hint={hint}>
      {(describedBy) => (
        <ToggleButton
          className={`icon-button tool-toggle ${className}`}
          aria-label={label}
          aria-describedby={describedBy}
          isSelected={isOn}
          onChange={onChange}
        >
          <Icon size={16} aria-hidden />
        </ToggleButton>
      )}
    </Hinted>
  );
}

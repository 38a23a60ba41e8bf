import { Check } from 'lucide-react';
import { useId } from 'react';
import { Checkbox } from 'react-aria-components';

interface LabelledCheckboxProps {
  readonly label: string;
  readonly hint?: string;
  readonly selected: boolean;
  /** Others decide it. */
  readonly isDisabled?: boolean;
  readonly onChange: (selected: boolean) => void;
}

/** A checkbox with its label beside and a hint below. */
export function LabelledCheckbox(props: LabelledCheckboxProps) {
  const { label, hint, selected, isDisabled = false, onChange } = props;
  const hintId = useId();
  return (
    <div className="checkbox-field">
      <Checkbox
        className="checkbox"
        isSelected={selected}
        isDisabled={isDisabled}
        onChange={onChange}
        {...(hint === undefined ? {} : { 'aria-describedby': hintId })}
      >
        <span className="checkbox-box" aria-hidden>
          <Check size={12} />
        </span>
        {label}
      </Checkbox>
      {hint !== undefined && (
        <p id={hintId} className="field-hint">
          {hint}
        </p>
      )}
    </div>
  );
}

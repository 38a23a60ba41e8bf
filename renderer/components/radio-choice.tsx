import { Radio } from 'react-aria-components';

interface RadioChoiceProps {
  readonly value: string;
  readonly label: string;
}

/** One of several choices, with its label beside. */
export function RadioChoice({ value, label }: RadioChoiceProps) {
  return (
    <Radio value={value} className="radio">
      <span className="radio-ring" aria-hidden />
      {label}
    </Radio>
  );
}

import { Label, RadioGroup } from 'react-aria-components';
import type { PolicySetting } from '../../electron/contract/policy.ts';
import { RadioChoice } from '../components/radio-choice.tsx';
import { ManagedWords } from './managed.tsx';
import { usePolicy } from './policy.ts';

interface ChoiceFieldProps<Choice extends string> {
  readonly label: string;
  /** Names by choice, in the order in which they stand. */
  readonly choices: Readonly<Record<Choice, string>>;
  readonly chosen: Choice;
  readonly onChoose: (choice: Choice) => void;
  /** The setting by its name in a policy; absent where no policy decides it. */
  readonly managedAs?: PolicySetting;
}

/** A setting of a few choices, all of them in sight. */
export function ChoiceField<Choice extends string>(props: ChoiceFieldProps<Choice>) {
  const { label, choices, chosen, managedAs, onChoose } = props;
  const { locked } = usePolicy();
  const isLocked = managedAs !== undefined && locked.includes(managedAs);
  const isChoice = (word: string): word is Choice => word in choices;
  return (
    <RadioGroup
      className="field"
      value={chosen}
      isDisabled={isLocked}
      onChange={(value) => {
        if (isChoice(value)) onChoose(value);
      }}
    >
      <Label className="field-label">{label}</Label>
      <div className="choice-line">
        {Object.keys(choices)
          .filter(isChoice)
          .map((choice) => (
            <RadioChoice key={choice} value={choice} label={choices[choice]} />
          ))}
      </div>
      {isLocked && <ManagedWords />}
    </RadioGroup>
  );
}

import { Check } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { ListBox, ListBoxItem } from 'react-aria-components';

/** Something that can be ticked. */
export interface Choice {
  readonly key: string;
  readonly text: string;
}

interface ChoiceListProps {
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly chosen: ReadonlySet<string>;
  readonly isFocusedFirst?: boolean;
  readonly onChoose: (chosen: ReadonlySet<string>) => void;
  /** Enter applies what is ticked; Space ticks. */
  readonly onEnter: () => void;
}

/** A list in which several lines may be ticked. */
export function ChoiceList(props: ChoiceListProps) {
  const { label, choices, chosen, isFocusedFirst = false, onChoose, onEnter } = props;

  function onKeyDownCapture(event: KeyboardEvent) {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    event.stopPropagation();
    onEnter();
  }

  return (
    <div className="choice-list-frame" onKeyDownCapture={onKeyDownCapture}>
      <ListBox
        className="choice-list"
        aria-label={label}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- somebody has just opened this list
        autoFocus={isFocusedFirst ? 'first' : false}
        selectionMode="multiple"
        selectedKeys={chosen}
        onSelectionChange={(keys) =>
          onChoose(new Set(keys === 'all' ? choices.map(({ key }) => key) : [...keys].map(String)))
        }
        items={choices.map((choice) => ({ ...choice, id: choice.key }))}
        escapeKeyBehavior="none"
      >
        {({ key, text }) => (
          <ListBoxItem id={key} textValue={text} className="choice">
            <span className="checkbox-box" aria-hidden>
              {chosen.has(key) && <Check size={12} />}
            </span>
            <span className="choice-text">{text}</span>
          </ListBoxItem>
        )}
      </ListBox>
    </div>
  );
}

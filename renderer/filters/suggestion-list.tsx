import type { RefObject } from 'react';
import { createPortal } from 'react-dom';
import { usePlaceBelow } from './place-below.ts';

/** One line of the list under a field. */
export interface Suggestion {
  /** Unique in the list. */
  readonly key: string;
  readonly text: string;
  /** What it means now; empty while that is not known. */
  readonly meaning: string;
}

interface SuggestionListProps {
  readonly id: string;
  readonly label: string;
  readonly anchor: RefObject<Element | null>;
  /** What is typed means this, or why it means nothing; empty for nothing to tell. */
  readonly meaning: string;
  readonly isWrong: boolean;
  readonly suggestions: readonly Suggestion[];
  /** Place of the one that Enter takes; -1 for none. */
  readonly active: number;
  readonly onTake: (suggestion: Suggestion) => void;
}

/** The id of a line, for `aria-activedescendant`. */
export function suggestionId(listId: string, index: number): string {
  return `${listId}-${index}`;
}

/**
 * What can be meant, under the field in which it is typed. The focus stays there.
 *
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
 */
export function SuggestionList(props: SuggestionListProps) {
  const { id, label, anchor, meaning, isWrong, suggestions, active, onTake } = props;
  const isShown = meaning !== '' || suggestions.length > 0;
  const place = usePlaceBelow(anchor, isShown);
  if (place === null) return null;
  return createPortal(
    <div className="suggestions" style={place.style}>
      {meaning !== '' && (
        <p className="suggestions-meaning" data-wrong={isWrong || undefined}>
          {meaning}
        </p>
      )}
      <div
        id={id}
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a datalist has no place for what a suggestion means
        role="listbox"
        tabIndex={-1}
        aria-label={label}
        className="suggestions-list"
        hidden={suggestions.length === 0}
        // The field keeps the focus.
        onMouseDown={(event) => event.preventDefault()}
      >
        {suggestions.map((each, index) => (
          <div
            key={each.key}
            id={suggestionId(id, index)}
            ref={index === active ? keepInSight : null}
            // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- likewise
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            className="suggestion"
            onMouseDown={() => onTake(each)}
          >
            <span className="suggestion-text">{each.text}</span>
            <span className="suggestion-meaning quiet">{each.meaning}</span>
          </div>
        ))}
      </div>
    </div>,
    place.host,
  );
}

function keepInSight(line: HTMLElement | null) {
  line?.scrollIntoView({ block: 'nearest' });
}

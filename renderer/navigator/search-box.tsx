import { Search, X } from 'lucide-react';
import type { Ref } from 'react';
import { Button, Input, SearchField, type SearchFieldProps } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { focusRows } from './focus-rows.ts';

interface SearchBoxProps extends Omit<SearchFieldProps, 'children' | 'aria-label'> {
  readonly label: string;
  /** What the empty box says. */
  readonly hint: string;
  /** Where it looks, on hover and for those who hear it. */
  readonly title?: string;
  readonly ref?: Ref<HTMLInputElement>;
}

/** A box for words to look for; Esc and the button at its end empty it, and a second Esc goes back to the rows. */
export function SearchBox({ label, hint, title, ref, ...field }: SearchBoxProps) {
  const { t } = useTranslation();
  return (
    <SearchField
      {...field}
      aria-label={label}
      className="search-box"
      onKeyDown={(event) => {
        // react-aria would keep the keys to itself, the window's shortcuts among them.
        event.continuePropagation();
        if (event.key === 'Escape' && field.value === '') focusRows();
      }}
    >
      <Search className="search-box-icon" size={16} aria-hidden />
      <Input
        ref={ref}
        className="search-box-input"
        placeholder={hint}
        {...(title ? { title, 'aria-description': title } : {})}
        maxLength={500}
        spellCheck={false}
        autoComplete="off"
        data-pane-entry
      />
      <Button className="icon-button search-box-clear" aria-label={t('navigator.clearSearch')}>
        <X size={14} aria-hidden />
      </Button>
    </SearchField>
  );
}

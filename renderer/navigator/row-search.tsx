import type { TFunction } from 'i18next';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EntitySetDetail } from '../../electron/contract/rows.ts';
import { useCommand, useCommandHint } from '../commands/command.ts';
import { SearchBox } from './search-box.tsx';

const typingPause = 450;

interface RowSearchProps {
  readonly label: string;
  /** Null until it is known. */
  readonly set: EntitySetDetail | null;
  readonly search: string;
  /** What was typed and not searched for yet, when somebody was here last. */
  readonly draft: string | null;
  readonly onSearch: (search: string) => void;
  readonly onDraft: (search: string | null) => void;
}

/** The search box: searches on Enter, or when the typing pauses. */
export function RowSearch({ label, set, search, draft: kept, onSearch, onDraft }: RowSearchProps) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(kept ?? search);
  const [known, setKnown] = useState(search);
  // Something else than typing may change the search: "Show all rows", for example.
  if (known !== search) {
    setKnown(search);
    if (draft.trim() !== search) setDraft(search);
  }
  const hint = useCommandHint();
  const field = useRef<HTMLInputElement>(null);
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined);
  useCommand('searchRows', () => field.current?.select());
  useEffect(() => () => clearTimeout(pause.current), []);

  function searchFor(words: string) {
    clearTimeout(pause.current);
    onDraft(null);
    if (words !== search) onSearch(words);
  }

  function type(words: string) {
    setDraft(words);
    onDraft(words);
    clearTimeout(pause.current);
    pause.current = setTimeout(() => searchFor(words.trim()), typingPause);
  }

  return (
    <SearchBox
      ref={field}
      label={t('navigator.search')}
      hint={hint('searchRows', t('navigator.searchIn', { set: label }))}
      title={set === null ? '' : searchedIn(set, t)}
      value={draft}
      onChange={type}
      onSubmit={(words) => searchFor(words.trim())}
      onClear={() => searchFor('')}
    />
  );
}

/** Where the search looks. No model names what the instance looks into; here it is all texts of a row. */
function searchedIn({ columns }: EntitySetDetail, t: TFunction): string {
  const texts = columns.filter(({ type }) => type === 'text' || type === 'multilingual');
  return t('navigator.searchedIn', { columns: texts.map(({ label }) => label).join(', ') });
}

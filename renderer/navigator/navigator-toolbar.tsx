import { RefreshCw, Star } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button, ToggleButton, Tooltip, TooltipTrigger } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useShortcut } from '../components/shortcut.ts';
import { useRowCount } from './row-count.ts';
import { SearchBox } from './search-box.tsx';
import type { SetRows } from './set-rows.ts';

interface NavigatorToolbarProps {
  readonly label: string;
  readonly search: string;
  readonly rows: SetRows;
  readonly starred: boolean;
  /** The instance may be asked. */
  readonly usable: boolean;
  readonly onReload: () => void;
  readonly onStar: () => void;
  readonly onSearch: (search: string) => void;
}

/** Name, row count, star, search and Reload of the open navigator. */
export function NavigatorToolbar(props: NavigatorToolbarProps) {
  const { t } = useTranslation();
  const { label, rows, starred } = props;
  const count = useRowCount(rows);
  useShortcut({ key: 'F5' }, props.onReload);
  return (
    <header className="navigator-toolbar" data-pane inert={!props.usable}>
      <h2 className="navigator-name">{label}</h2>
      <TooltipTrigger delay={500}>
        <ToggleButton
          className="icon-button star"
          aria-label={t('navigator.star')}
          isSelected={starred}
          onChange={props.onStar}
        >
          <Star size={16} aria-hidden />
        </ToggleButton>
        <Tooltip className="tooltip" offset={6}>
          {t(starred ? 'navigator.starOn' : 'navigator.starOff')}
        </Tooltip>
      </TooltipTrigger>
      <span className="navigator-count" data-testid="row-count">
        {count}
      </span>
      <span className="spacer" />
      <RowSearch label={label} search={props.search} onSearch={props.onSearch} />
      <TooltipTrigger delay={500}>
        <Button className="button" aria-label={t('navigator.reload')} onPress={props.onReload}>
          <RefreshCw size={14} aria-hidden />
          <span className="navigator-reload-text">{t('navigator.reload')}</span>
        </Button>
        <Tooltip className="tooltip" offset={6}>
          {t('navigator.reloadHint')}
        </Tooltip>
      </TooltipTrigger>
    </header>
  );
}

const typingPause = 450;

interface RowSearchProps {
  readonly label: string;
  readonly search: string;
  readonly onSearch: (search: string) => void;
}

/** The search box: searches on Enter, or when the typing pauses. */
function RowSearch({ label, search, onSearch }: RowSearchProps) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(search);
  const [known, setKnown] = useState(search);
  // Something else than typing may change the search: "Show all rows", for example.
  if (known !== search) {
    setKnown(search);
    if (draft.trim() !== search) setDraft(search);
  }
  const field = useRef<HTMLInputElement>(null);
  useShortcut({ key: 'F3' }, () => field.current?.select());
  useShortcut({ key: 'F', ctrl: true }, () => field.current?.select());

  useEffect(() => {
    const words = draft.trim();
    if (words === search) return;
    const pause = setTimeout(() => onSearch(words), typingPause);
    return () => clearTimeout(pause);
  }, [draft, search, onSearch]);

  return (
    <SearchBox
      ref={field}
      label={t('navigator.search')}
      hint={t('navigator.searchIn', { set: label })}
      value={draft}
      onChange={setDraft}
      onSubmit={(words) => onSearch(words.trim())}
      onClear={() => onSearch('')}
    />
  );
}

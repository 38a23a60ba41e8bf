import { X } from 'lucide-react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Column } from '../../electron/contract/rows.ts';
import { recordsIn } from './advanced-draft.ts';
import { advancedWords } from './advanced-words.ts';
import { noFilter, withColumnFilter } from './column-filters.ts';
import { columnWords } from './column-words.ts';
import { focusFilter, focusSearch } from './focus-filter.ts';
import { useWording } from './meaning-words.ts';
import type { Narrowing } from './narrowing-words.ts';
import { useRecordNames } from './record-names.ts';

interface FilterChipsProps {
  readonly narrowing: Narrowing;
  /** By path, as far as they are known. */
  readonly columns: ReadonlyMap<string, Column>;
  readonly onChange: (change: Partial<Narrowing>) => void;
  /** Somebody wants to change the advanced filter. */
  readonly onAdvanced: () => void;
  readonly onClear: () => void;
}

interface Chip {
  readonly key: string;
  readonly label: string;
  readonly text: string;
  readonly edit: () => void;
  readonly remove: () => void;
}

/** What narrows the rows, each with a cross that takes it away; nothing when nothing does. */
export function FilterChips(props: FilterChipsProps) {
  const { columns, onChange } = props;
  const { search, filters, chosen, advanced } = props.narrowing;
  const { t } = useTranslation();
  const wording = useWording(useRecordNames(recordsIn(advanced)));
  const paths = [...new Set([...Object.keys(filters), ...Object.keys(chosen)])];
  const byColumn = paths.map((path): Chip => {
    return {
      key: `column ${path}`,
      ...columnWords({ filters, chosen }, path, columns, wording),
      edit: () => focusFilter(path),
      remove: () => onChange(withColumnFilter({ filters, chosen }, path, noFilter)),
    };
  });
  const byGroup = advanced.map((group, index): Chip => {
    const { label, text } = advancedWords(group, columns, wording);
    return {
      key: `group ${index}`,
      label,
      text,
      edit: props.onAdvanced,
      remove: () => onChange({ advanced: advanced.toSpliced(index, 1) }),
    };
  });
  const bySearch: Chip = {
    key: 'search',
    label: t('navigator.search'),
    text: search,
    edit: focusSearch,
    remove: () => onChange({ search: '' }),
  };
  const chips = [...byColumn, ...byGroup];
  if (chips.length === 0) return null;
  const all = search === '' ? chips : [bySearch, ...chips];
  return (
    <ul className="filter-chips" aria-label={t('filters.active')}>
      {all.map(({ key, label, text, edit, remove }) => (
        <li key={key} className="filter-chip">
          <Button
            className="filter-chip-words"
            aria-label={`${t('filters.edit', { column: label })}: ${text}`}
            onPress={edit}
          >
            <span className="quiet">{label}</span> {text}
          </Button>
          <Button
            className="icon-button filter-chip-remove"
            aria-label={t('filters.remove', { column: label })}
            onPress={remove}
          >
            <X size={12} aria-hidden />
          </Button>
        </li>
      ))}
      {all.length > 1 && (
        <li>
          <Button className="link filter-clear" onPress={props.onClear}>
            {t('filters.clear')}
          </Button>
        </li>
      )}
    </ul>
  );
}

import { X } from 'lucide-react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Column } from '../../electron/contract/rows.ts';

interface FilterChipsProps {
  readonly columns: readonly Column[];
  /** By column, as it was typed. */
  readonly filters: Readonly<Record<string, string>>;
  readonly search: string;
  readonly onFilter: (column: string, text: string) => void;
  readonly onSearch: (search: string) => void;
  readonly onClear: () => void;
}

/** What narrows the rows, each with a cross that takes it away; nothing when nothing does. */
export function FilterChips(props: FilterChipsProps) {
  const { columns, filters, search, onFilter, onSearch, onClear } = props;
  const { t } = useTranslation();
  const labels = new Map(columns.map(({ name, label }) => [name, label]));
  const chips = Object.entries(filters).map(([name, text]) => ({
    key: name,
    label: labels.get(name) ?? name,
    text,
    remove: () => onFilter(name, ''),
  }));
  if (chips.length === 0) return null;
  const all =
    search === ''
      ? chips
      : [
          { key: '', label: t('navigator.search'), text: search, remove: () => onSearch('') },
          ...chips,
        ];
  return (
    <ul className="filter-chips" aria-label={t('filters.active')}>
      {all.map(({ key, label, text, remove }) => (
        <li key={key} className="filter-chip">
          <span className="filter-chip-words" title={`${label}: ${text}`}>
            <span className="quiet">{label}</span> {text}
          </span>
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
          <Button className="link filter-clear" onPress={onClear}>
            {t('filters.clear')}
          </Button>
        </li>
      )}
    </ul>
  );
}

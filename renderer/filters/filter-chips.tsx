import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Column } from '../../electron/contract/rows.ts';
import { recordsIn } from './advanced-draft.ts';
import { advancedWords } from './advanced-words.ts';
import { type ColumnFilter, columnFilter, noFilter, withColumnFilter } from './column-filters.ts';
import { columnWords } from './column-words.ts';
import { FilterChip } from './filter-chip.tsx';
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

/** What narrows the rows; nothing when nothing but the search box does, which says it itself. */
export function FilterChips(props: FilterChipsProps) {
  const { columns, onChange, onAdvanced } = props;
  const { search, filters, chosen, advanced } = props.narrowing;
  const { t } = useTranslation();
  const wording = useWording(useRecordNames(recordsIn(advanced)));
  const paths = [...new Set([...Object.keys(filters), ...Object.keys(chosen)])];
  const count = paths.length + advanced.length;
  if (count === 0) return null;

  /** Columns out of sight, and all when the filter row is folded away, are changed at their chips. */
  function editedAt(path: string) {
    const column = columns.get(path);
    if (column === undefined) return null;
    return {
      filtered: { path, column },
      filter: columnFilter({ filters, chosen }, path),
      onApply: (filter: ColumnFilter) =>
        onChange(withColumnFilter({ filters, chosen }, path, filter)),
    };
  }

  return (
    <ul className="filter-chips" aria-label={t('filters.active')}>
      {search !== '' && (
        <FilterChip
          label={t('navigator.search')}
          text={search}
          edited={null}
          onEdit={focusSearch}
          onRemove={() => onChange({ search: '' })}
        />
      )}
      {paths.map((path) => (
        <FilterChip
          key={path}
          {...columnWords({ filters, chosen }, path, columns, wording)}
          edited={editedAt(path)}
          onEdit={() => focusFilter(path)}
          onRemove={() => onChange(withColumnFilter({ filters, chosen }, path, noFilter))}
        />
      ))}
      {advanced.map((group, index) => (
        <FilterChip
          key={JSON.stringify([index, group])}
          {...advancedWords(group, columns, wording)}
          edited={null}
          onEdit={() => {
            onAdvanced();
            return true;
          }}
          onRemove={() => onChange({ advanced: advanced.toSpliced(index, 1) })}
        />
      ))}
      {count + Number(search !== '') > 1 && (
        <li>
          <Button className="link filter-clear" onPress={props.onClear}>
            {t('filters.clear')}
          </Button>
        </li>
      )}
    </ul>
  );
}

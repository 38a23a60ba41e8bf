import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlacedColumn } from '../grid/grid-row.tsx';
import type { ShownScope } from '../navigator/scope.ts';
import { type ColumnFilters, columnFilter } from './column-filters.ts';
import { FilterField, type FilterFieldProps } from './filter-field.tsx';

/** What the filter row of a navigator says, and hears. */
export interface FilterRowProps extends ColumnFilters {
  readonly columns: readonly PlacedColumn[];
  /** What was typed and not applied yet, when somebody was here last. */
  readonly drafts: Readonly<Record<string, string>>;
  readonly scopes: ReadonlyMap<string, ShownScope>;
  /** The column whose filter was not understood; null when all were. */
  readonly wrong: string | null;
  readonly onFilter: FilterFieldProps['onFilter'];
  readonly onDraft: FilterFieldProps['onDraft'];
}

/** A field under each header, for expressions as ERP.net's clients understand them. */
export const FilterRow = memo(function FilterRow(props: FilterRowProps) {
  const { columns, filters, chosen, drafts, scopes, wrong, ...on } = props;
  const { t } = useTranslation();
  return (
    <fieldset className="filter-row" aria-label={t('filters.row')}>
      {columns.map(({ column, start, size, isFrozen }) => (
        <div
          key={column.name}
          className="filter-cell"
          data-frozen={isFrozen || undefined}
          style={{ left: start, width: size }}
        >
          <FilterField
            filtered={{ path: column.name, column }}
            applied={columnFilter({ filters, chosen }, column.name)}
            draft={drafts[column.name] ?? null}
            scope={scopes.get(column.name) ?? null}
            isWrong={wrong === column.name}
            {...on}
          />
        </div>
      ))}
    </fieldset>
  );
});

import type { EntitySetDetail } from '../../electron/contract/rows.ts';
import { AdvancedFilter } from '../deferred/parts.tsx';
import type { ShownScopes } from '../navigator/scope.ts';
import { FilterChips } from './filter-chips.tsx';
import { type Filtering, FilteringContext } from './filtering.ts';
import type { Narrowing } from './narrowing-words.ts';
import { useReachedColumns } from './reached-columns.ts';

interface FilterBarProps {
  /** Null until its columns are known. */
  readonly set: EntitySetDetail | null;
  readonly narrowing: Narrowing;
  readonly filtering: Filtering;
  readonly scopes: ShownScopes;
  /** The column whose filter was not understood. */
  readonly wrong: string | null;
  readonly isAdvancedShown: boolean;
  readonly onChange: (change: Partial<Narrowing>) => void;
  readonly onAdvanced: (isShown: boolean) => void;
  readonly onClear: () => void;
}

/** Between the toolbar and the rows: what narrows them, and the advanced filter while somebody works on it. */
export function FilterBar(props: FilterBarProps) {
  const { set, narrowing, filtering, scopes, onChange, onAdvanced } = props;
  const reached = useReachedColumns(set, pathsIn(narrowing), filtering.accountKey);
  return (
    <FilteringContext value={filtering}>
      <FilterChips
        columns={reached}
        narrowing={narrowing}
        onChange={onChange}
        onAdvanced={() => onAdvanced(true)}
        onClear={props.onClear}
      />
      {props.isAdvancedShown && set !== null && (
        <AdvancedFilter
          set={set}
          advanced={narrowing.advanced}
          scopes={scopes.filters}
          wrong={props.wrong}
          onChange={(advanced) => onChange({ advanced })}
          onClose={() => onAdvanced(false)}
        />
      )}
    </FilteringContext>
  );
}

function pathsIn({ filters, chosen, advanced }: Narrowing): readonly string[] {
  return [
    ...Object.keys(filters),
    ...Object.keys(chosen),
    ...advanced.flat().map(({ path }) => path),
  ];
}

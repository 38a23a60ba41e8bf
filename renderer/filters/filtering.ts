import { createContext, useContext } from 'react';
import type { Column } from '../../electron/contract/rows.ts';

/** The navigator whose rows are filtered. */
export interface Filtering {
  readonly set: string;
  readonly accountKey: string;
  /** The instance may be asked for records; else those on this computer are all. */
  readonly isInstanceAllowed: boolean;
  /** Currencies or units of a column, as far as its rows are here. */
  readonly units: (path: string) => readonly string[];
}

/** The navigator that filters belong to. */
export const FilteringContext = createContext<Filtering>({
  set: '',
  accountKey: '',
  isInstanceAllowed: false,
  units: () => [],
});

/** The navigator that filters belong to. */
export function useFiltering(): Filtering {
  return useContext(FilteringContext);
}

/** A column that is filtered, or one at the end of a path through references. */
export interface FilteredColumn {
  readonly path: string;
  readonly column: Column;
}

import { useMemo } from 'react';
import type { Column, Row } from '../../electron/contract/rows.ts';
import type { Asking } from '../navigator/retry-when-back.ts';
import type { Filtering } from './filtering.ts';
import { seenUnits } from './seen-units.ts';

/** What editors and suggestions have to know of the navigator whose rows are filtered. */
export function useNavigatorFiltering(
  set: string,
  asking: Asking,
  columns: readonly Column[],
  rows: readonly Row[],
): Filtering {
  const { accountKey, offline, signedIn } = asking;
  return useMemo(
    () => ({
      ...{ set, accountKey },
      isInstanceAllowed: signedIn && !offline,
      units: (path) => seenUnits(rows, columns, path),
    }),
    [set, accountKey, offline, signedIn, columns, rows],
  );
}

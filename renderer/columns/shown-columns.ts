import { useQueries } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { Column, EntitySetDetail } from '../../electron/contract/rows.ts';
import { useErp } from '../erp/erp.ts';
import { entitySetQuery } from '../navigator/entity-sets.ts';
import { useFormats } from '../values/formats.ts';
import { type KnownSets, resolvedColumns, standardColumns } from './path-columns.ts';

const none: readonly string[] = [];

/** Gets sets by their names, each once; a set that can't be had is null, one that is on its way is missing. */
export function useKnownSets(
  names: readonly string[],
  accountKey: string,
  allowed: boolean,
): KnownSets {
  const erp = useErp();
  const { language } = useFormats();
  return useQueries({
    queries: names.map((name) => ({
      ...entitySetQuery(erp, { name, accountKey, language }),
      enabled: allowed,
    })),
    combine: (answers) =>
      new Map(
        answers.flatMap(({ data, isError }, index) => {
          const name = names[index];
          if (name === undefined || (data === undefined && !isError)) return [];
          return [[name, data ?? null] as const];
        }),
      ),
  });
}

/** The columns that a navigator shows: those that were chosen, or the model's choice. */
export interface ShownColumns {
  readonly columns: readonly Column[];
  /** A set that a path leads through is still being asked for. */
  readonly isWaiting: boolean;
}

const nothing: ShownColumns = { columns: [], isWaiting: false };

/**
 * Finds the columns that were chosen, those of what references lead to by way of the sets that they lead through.
 *
 * @param chosen - paths; null for the model's choice, which also counts where none of the paths leads anywhere
 */
export function useShownColumns(
  set: EntitySetDetail | null,
  chosen: readonly string[] | null,
  accountKey: string,
  allowed: boolean,
): ShownColumns {
  const [names, setNames] = useState(none);
  const known = useKnownSets(names, accountKey, allowed);
  const resolved = useMemo(
    () => (set === null || chosen === null ? null : resolvedColumns(set, chosen, known)),
    [set, chosen, known],
  );
  const missing = resolved?.needed.filter((name) => !names.includes(name)) ?? none;
  // What is needed next is only known once the sets before it are here.
  if (missing.length > 0) setNames([...names, ...missing]);
  const isWaiting = allowed && (resolved?.needed.length ?? 0) > 0;
  return useMemo(() => {
    if (set === null) return nothing;
    const columns = resolved?.columns ?? [];
    return { columns: columns.length > 0 ? columns : standardColumns(set), isWaiting };
  }, [set, resolved, isWaiting]);
}

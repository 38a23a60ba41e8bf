import { skipToken, useMutation, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { RowChange, SetChanges } from '../../electron/contract/local-copy.ts';
import { type CopiedSets, useCopiedChanges } from '../erp/copied-sets.ts';
import { unwrapped, useErp } from '../erp/erp.ts';
import { noMarks, type RowMarks } from '../grid/row-marks.ts';

/** What has changed in a kept set since somebody looked last. */
export interface ChangesSinceLastLook {
  /** Null when nothing has, or nothing of the set is kept. */
  readonly changes: SetChanges | null;
  readonly isShown: boolean;
  readonly show: (isShown: boolean) => void;
  /** Notes that all of it was seen. */
  readonly see: () => void;
  /** What the grid marks; nothing while it is not shown. */
  readonly marks: RowMarks;
  /** Rows that the grid can't mark, because they are gone; none while it is not shown. */
  readonly deleted: readonly RowChange[];
}

interface ChangesOptions {
  readonly set: string;
  readonly accountKey: string;
  /** As a whole or in parts, of which alone it is told what has changed. */
  readonly isKept: boolean;
  readonly copiedSets: CopiedSets;
}

/** Follows what has changed in a set since somebody looked last. */
export function useChanges(options: ChangesOptions): ChangesSinceLastLook {
  const { set, accountKey, isKept } = options;
  const erp = useErp();
  const [isShown, setShown] = useState(false);
  const copied = useCopiedChanges(options.copiedSets, set);
  const query = useQuery({
    queryKey: ['changes', accountKey, set, copied],
    queryFn: isKept ? () => unwrapped(erp.changesOfSet({ set })) : skipToken,
    placeholderData: (before, beforeQuery) =>
      beforeQuery?.queryKey[2] === set ? before : undefined,
  });
  const seeing = useMutation({
    mutationFn: () => unwrapped(erp.changesSeen({ set })),
    onSuccess: () => {
      setShown(false);
      void query.refetch();
    },
  });
  const changes = isKept && query.data !== undefined && query.data.count > 0 ? query.data : null;
  const shown = isShown ? changes : null;
  const marks = useMemo(
    () => (shown === null ? noMarks : new Map(shown.rows.map((row) => [row.id, row]))),
    [shown],
  );
  const deleted = useMemo(
    () => shown?.rows.filter(({ kind }) => kind === 'deleted') ?? [],
    [shown],
  );
  return {
    changes,
    isShown: shown !== null,
    show: setShown,
    see: () => seeing.mutate(),
    marks,
    deleted,
  };
}

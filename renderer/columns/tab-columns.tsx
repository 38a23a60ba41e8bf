import { type ReactNode, useCallback, useMemo, useState } from 'react';
import type { Column, EntitySetDetail } from '../../electron/contract/rows.ts';
import type { NavigatorTab } from '../../electron/contract/workspace.ts';
import { useCommand } from '../commands/command.ts';
import { ColumnChooser } from '../deferred/parts.tsx';
import type { ColumnAct } from '../grid/column-act.ts';
import type { Asking } from '../navigator/retry-when-back.ts';
import type { TabChange } from '../workspace/tabs.ts';
import { useAskedColumns } from './asked-columns.ts';
import { contentAfter } from './column-choice.ts';
import { useShownColumns } from './shown-columns.ts';

/** The columns of an open navigator, and what somebody can do with them. */
export interface TabColumns {
  readonly columns: readonly Column[];
  /** What rows are to be asked for; empty while that is not known. Keeps its identity while it means the same. */
  readonly asked: readonly string[];
  readonly act: (act: ColumnAct) => void;
  /** The chooser of columns, while it is open. */
  readonly chooser: ReactNode;
}

interface TabColumnsOptions {
  readonly tab: NavigatorTab;
  /** What rows are ordered by, chosen or not. */
  readonly order: NavigatorTab['order'];
  /** Null until it is known. */
  readonly set: EntitySetDetail | null;
  readonly asking: Asking;
  readonly onChange: (change: TabChange) => void;
}

/** Finds the columns of a navigator, and takes care of choosing others. */
export function useTabColumns(options: TabColumnsOptions): TabColumns {
  const { tab, order, set, asking, onChange } = options;
  const { accountKey, allowed } = asking;
  const { columns, isWaiting } = useShownColumns(set, tab.columns, accountKey, allowed);
  const names = useMemo(() => columns.map(({ name }) => name), [columns]);
  const asked = useAskedColumns(tab.set, isWaiting ? null : names);
  const [isOpen, setOpen] = useState(false);
  useCommand('columns', () => setOpen(true), { isOffered: set !== null });
  const { frozen } = tab;

  const act = useCallback(
    (done: ColumnAct) => {
      if (done.act === 'choose') setOpen(true);
      else onChange(contentAfter({ frozen, order }, names, done));
    },
    [frozen, order, names, onChange],
  );
  const chooser = isOpen && set !== null && (
    <ColumnChooser
      set={set}
      shown={columns}
      asking={asking}
      onChoose={(paths) => onChange({ columns: paths })}
      onClose={() => setOpen(false)}
    />
  );
  return { columns, asked, act, chooser };
}

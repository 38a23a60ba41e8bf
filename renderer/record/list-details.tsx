import { type ReactNode, useState } from 'react';
import type { NavigatorTab } from '../../electron/contract/workspace.ts';
import { DetailsPane } from '../deferred/parts.tsx';
import type { CopiedSets } from '../erp/copied-sets.ts';
import type { ActedCell, RowAct } from '../grid/row-act.ts';
import type { Asking } from '../navigator/retry-when-back.ts';
import { type RowPages, rowAt } from '../rows/row-pages.ts';
import type { TabChange } from '../workspace/tabs.ts';
import { idsAround, useRowActs } from './row-acts.ts';

interface ListDetailsOptions {
  readonly tab: NavigatorTab;
  readonly pages: RowPages;
  /** Place of the active row, from 1; 0 for the headers. */
  readonly activeRow: number;
  readonly asking: Asking;
  readonly copiedSets: CopiedSets;
  readonly isCopyOpen: boolean;
  readonly labelOf: (set: string) => string;
  readonly onChange: (change: TabChange) => void;
}

/** What a list shows of the record of its active row. */
export interface ListDetails {
  /** Beside the rows; null while nobody wants it. */
  readonly pane: ReactNode;
  readonly act: (act: RowAct, cell: ActedCell) => void;
}

/** Shows the record of the active row beside the rows when somebody wants it, and opens records in other places. */
export function useListDetails(options: ListDetailsOptions): ListDetails {
  const { tab, pages, activeRow, asking, copiedSets, isCopyOpen, labelOf, onChange } = options;
  const { set, hasDetails } = tab;
  const [focusWish, setFocusWish] = useState<object | null>(null);
  const act = useRowActs(set, pages, (isToggled) => {
    onChange({ hasDetails: isToggled ? !hasDetails : true });
    setFocusWish(isToggled ? null : {});
  });
  const pane = hasDetails && (
    <DetailsPane
      set={set}
      row={activeRow === 0 ? null : (rowAt(pages, activeRow - 1) ?? null)}
      list={idsAround(pages, activeRow - 1)}
      {...{ asking, copiedSets, isCopyOpen, labelOf, focusWish }}
      onClose={() => onChange({ hasDetails: false })}
    />
  );
  return { pane, act };
}

import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordAnswer } from '../../electron/contract/records.ts';
import type { Row } from '../../electron/contract/rows.ts';
import { useKeyWithin } from '../components/key-within.ts';
import type { CopiedSets } from '../erp/copied-sets.ts';
import { focusRows } from '../navigator/focus-rows.ts';
import type { Asking } from '../navigator/retry-when-back.ts';
import { useGoing } from '../workspace/going.ts';
import { type RecordSight, RecordView } from './record-view.tsx';

interface DetailsPaneProps {
  readonly set: string;
  /** The active row; null on the headers, and while the row is not here. */
  readonly row: Row | null;
  readonly list: readonly string[];
  readonly asking: Asking;
  readonly copiedSets: CopiedSets;
  readonly isCopyOpen: boolean;
  readonly labelOf: (set: string) => string;
  /** The focus is wanted in here; another object whenever it is wanted anew. */
  readonly focusWish: object | null;
  readonly onClose: () => void;
}

/** How long somebody rests on a row before its record is asked for, in milliseconds. */
const rest = 150;

/** The record of the active row beside the list. */
export function DetailsPane(props: DetailsPaneProps) {
  const { set, list, asking, copiedSets, isCopyOpen, labelOf, focusWish, onClose } = props;
  const { t } = useTranslation();
  const going = useGoing();
  const row = useRested(props.row);
  const [sight, setSight] = useState<RecordSight>({ part: null, top: 0 });
  const pane = useRef<HTMLElement>(null);
  const id = row?.id ?? null;
  const fulfilled = useRef<object | null>(null);
  const [isThere, setThere] = useState(false);
  const onAnswer = useCallback((answer: RecordAnswer | null) => setThere(answer !== null), []);
  // Once, and as soon as there is something to focus: the next row that somebody goes to in the list must not take them here.
  useEffect(() => {
    if (focusWish === fulfilled.current || !isThere) return;
    const entry = pane.current?.querySelector('[data-pane-entry]');
    if (!(entry instanceof HTMLElement)) return;
    entry.focus();
    fulfilled.current = focusWish;
  }, [focusWish, isThere]);

  useKeyWithin(pane, 'Escape', focusRows);

  return (
    <aside ref={pane} className="details-pane" aria-label={t('record.details')}>
      {row === null || id === null ? (
        <p className="quiet details-hint">{t('record.nothingChosen')}</p>
      ) : (
        <RecordView
          record={{ set, id }}
          title={row.title}
          sight={sight}
          actions={{
            linkOf: going.linkOf,
            onPrevious: null,
            onNext: null,
            onOpenInTab: () => going.toRecord({ set, id, title: row.title, list }, true),
            onClose() {
              onClose();
              focusRows();
            },
          }}
          onSight={setSight}
          onAnswer={onAnswer}
          {...{ asking, copiedSets, isCopyOpen, labelOf }}
        />
      )}
    </aside>
  );
}

/** The row that somebody has rested on: nobody reads those that they only pass. */
function useRested(row: Row | null): Row | null {
  const [rested, setRested] = useState(row);
  useEffect(() => {
    const timer = setTimeout(() => setRested(row), rest);
    return () => clearTimeout(timer);
  }, [row]);
  return rested;
}

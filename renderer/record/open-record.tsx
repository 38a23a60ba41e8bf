import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { RecordAnswer } from '../../electron/contract/records.ts';
import type { RecordTab } from '../../electron/contract/workspace.ts';
import { useKeyWithin } from '../components/key-within.ts';
import type { Opener } from '../grid/data-grid.tsx';
import type { DataAt } from '../navigator/open-tabs.tsx';
import { useGoing } from '../workspace/going.ts';
import { keptTitle } from '../workspace/places.ts';
import { recordChanged } from '../workspace/tabs.ts';
import type { WorkspaceStore } from '../workspace/workspace-store.ts';
import { type RecordSight, RecordView } from './record-view.tsx';

type OpenRecordProps = Pick<
  Parameters<typeof RecordView>[0],
  'asking' | 'copiedSets' | 'isCopyOpen' | 'labelOf'
> & {
  readonly tab: RecordTab;
  readonly opener: Opener;
  readonly store: WorkspaceStore;
  readonly onDataAt: (dataAt: DataAt) => void;
};

/** A record in a tab: writes what happens in it into the workspace. */
export function OpenRecord({ tab, opener, store, onDataAt, ...view }: OpenRecordProps) {
  const { id, set, recordId, title, part, top, list } = tab;
  const going = useGoing();
  const record = useMemo(() => ({ set, id: recordId }), [set, recordId]);

  const [hasAnswer, setHasAnswer] = useState(false);
  const onAnswer = useCallback(
    (answer: RecordAnswer | null) => {
      onDataAt(answer?.receivedAt);
      setHasAnswer(answer !== null);
      const known = keptTitle(answer?.row.title ?? null);
      if (known !== null) {
        store.change((before) => recordChanged(before, id, { recordId, title: known }));
      }
    },
    [store, id, recordId, onDataAt],
  );

  function onSight(sight: RecordSight) {
    // Scrolling needs no drawing anew, another part does.
    const save = sight.part === part ? store.note : store.change;
    save((before) => recordChanged(before, id, sight));
  }

  function step(by: 1 | -1): (() => void) | null {
    const place = list.indexOf(recordId);
    const next = place < 0 ? undefined : list[place + by];
    if (next === undefined) return null;
    return () =>
      store.change((before) =>
        recordChanged(before, id, { recordId: next, title: null, part, top: 0 }),
      );
  }

  const whole = useRef<HTMLDivElement>(null);
  // Who has opened it by keyboard, and has not gone elsewhere since, goes on in it.
  useEffect(() => {
    const { focused } = opener;
    if (!hasAnswer || focused === null || focused !== document.activeElement) return;
    const entry = whole.current?.querySelector('[data-pane-entry]');
    if (entry instanceof HTMLElement) entry.focus();
  }, [opener, hasAnswer]);
  useKeyWithin(whole, 'Escape', () => going.back?.());

  return (
    <div ref={whole} className="open-record">
      <RecordView
        {...view}
        record={record}
        title={title}
        sight={{ part, top }}
        actions={{
          linkOf: going.linkOf,
          onPrevious: step(-1),
          onNext: step(1),
          onOpenInTab: null,
          onClose: null,
        }}
        onSight={onSight}
        onAnswer={onAnswer}
      />
    </div>
  );
}

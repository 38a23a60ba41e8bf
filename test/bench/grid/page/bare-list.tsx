import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useReducer, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import type { Row } from '../../../../electron/contract/rows.ts';
import type { BenchedGrid } from './benched-grid.ts';
import { blockSize, columns, rowsFrom, textOf } from './rows.ts';

const rowHeight = 28;

/** Blocks that are here, and those on their way. */
function useBlocks(count: number) {
  const [blocks] = useState(() => new Map<number, readonly Row[] | null>());
  const [, redraw] = useReducer((before: number) => before + 1, 0);
  return {
    at: (place: number) => blocks.get(Math.floor(place / blockSize))?.[place % blockSize],
    want(place: number) {
      const block = Math.floor(place / blockSize);
      if (blocks.has(block)) return;
      blocks.set(block, null);
      const first = block * blockSize;
      void rowsFrom(first, Math.min(blockSize, count - first)).then((rows) => {
        blocks.set(block, rows);
        redraw();
      });
    },
  };
}

/** A list over TanStack Virtual and nothing else: no header, no keys, no roles, nothing that a person could work with. */
function List({ count }: { readonly count: number }) {
  const scroller = useRef<HTMLDivElement>(null);
  const blocks = useBlocks(count);
  // oxlint-disable-next-line react/incompatible-library -- what it returns is read while rendering, never memoised
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  });
  const items = virtualizer.getVirtualItems();
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];
  useEffect(() => {
    blocks.want(first);
    blocks.want(last);
  });
  return (
    <div ref={scroller} data-scroller style={{ height: '100%', overflow: 'auto' }}>
      <div style={{ position: 'relative', height: virtualizer.getTotalSize(), width: 2400 }}>
        {items.map(({ index, start }) => {
          const row = blocks.at(index);
          return (
            <div
              key={index}
              data-row={index}
              style={{ position: 'absolute', transform: `translateY(${start}px)`, display: 'flex' }}
            >
              {row !== undefined &&
                columns.map(({ name }, column) => (
                  <span
                    key={name}
                    data-column={column}
                    style={{ width: 120, overflow: 'hidden', whiteSpace: 'nowrap' }}
                  >
                    {textOf(row, column)}
                  </span>
                ))}
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** As little as it takes to show so many rows. */
export const bareList: BenchedGrid = {
  show: (root, rows) => createRoot(root).render(<List count={rows} />),
  scroller: (root) => root.querySelector('[data-scroller]'),
  rowSelector: '[data-row]',
  placeOf: (row) => Number(row.getAttribute('data-row')),
  firstCellSelector: '[data-column="0"]',
};

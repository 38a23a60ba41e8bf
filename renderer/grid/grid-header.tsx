import { ArrowDown, ArrowUp } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { isNumeric } from '../values/shown-value.ts';
import type { Order } from '../workspace/order.ts';
import type { PlacedColumn } from './grid-row.tsx';

interface GridHeaderProps {
  readonly placed: PlacedColumn;
  readonly id: string;
  readonly order: Order;
  readonly active: boolean;
  readonly resizing: boolean;
  /** Starts to drag the right edge. */
  readonly onResizeStart: (event: unknown) => void;
}

/** A column's header: its label, the order, and an edge to drag. Clicks and keys are the grid's. */
export function GridHeader(props: GridHeaderProps) {
  const { placed, order, active } = props;
  const { column } = placed;
  const { t } = useTranslation();
  const direction = order.find((item) => item.column === column.name)?.direction ?? null;
  const hint = useOrderHint(placed, order);
  return (
    <th
      id={props.id}
      className="grid-header"
      aria-colindex={placed.index + 1}
      aria-sort={column.orderable ? (direction ?? 'none') : undefined}
      data-active={active || undefined}
      data-orderable={column.orderable || undefined}
      data-align={isNumeric(column) ? 'end' : undefined}
      style={{ left: placed.start, width: placed.size }}
      title={`${column.label}\n${hint}`}
    >
      <span className="grid-header-label">{column.label}</span>
      {direction === 'ascending' && <ArrowUp size={14} aria-hidden />}
      {direction === 'descending' && <ArrowDown size={14} aria-hidden />}
      <span
        className="grid-resizer"
        data-resizer={placed.index}
        data-resizing={props.resizing || undefined}
        aria-hidden
        title={t('grid.resize')}
        onMouseDown={props.onResizeStart}
      />
    </th>
  );
}

function useOrderHint({ column }: PlacedColumn, order: Order): string {
  const { t } = useTranslation();
  const words = { column: column.label };
  if (!column.orderable) return t('grid.notOrderable', words);
  const item = order.find((each) => each.column === column.name);
  if (item === undefined) return t('grid.orderBy', words);
  return item.direction === 'ascending'
    ? t('grid.orderedAscending', words)
    : t('grid.orderedDescending', words);
}

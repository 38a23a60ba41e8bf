import { ArrowDown, ArrowUp } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { fullLabel } from '../columns/path-columns.ts';
import { useKeyWords } from '../commands/command.ts';
import type { ShownScope } from '../navigator/scope.ts';
import { useScopeWords } from '../navigator/scope-words.ts';
import { isNumeric } from '../values/shown-value.ts';
import type { Order } from '../workspace/order.ts';
import type { PlacedColumn } from './grid-row.tsx';

interface GridHeaderProps {
  readonly placed: PlacedColumn;
  readonly id: string;
  readonly order: Order;
  /** How far the order by this column goes; null when it is not ordered by, or not known. */
  readonly scope: ShownScope | null;
  readonly active: boolean;
  readonly resizing: boolean;
  /** On which side of it a dragged column would be let go. */
  readonly drop: 'before' | 'after' | null;
  /** Starts to drag the right edge. */
  readonly onResizeStart: (event: unknown) => void;
}

/** A column's header: its label, the order, and an edge to drag. Clicks and keys are the grid's. */
export function GridHeader(props: GridHeaderProps) {
  const { placed, order, active } = props;
  const { column } = placed;
  const { t } = useTranslation();
  const place = order.findIndex((item) => item.column === column.name);
  const direction = order[place]?.direction ?? null;
  const hint = useOrderHint(placed, order);
  const scopeWords = useScopeWords(props.scope);
  const keyWords = useKeyWords();
  const scopeId = `${props.id}-scope`;
  return (
    <th
      id={props.id}
      className="grid-header"
      aria-colindex={placed.index + 1}
      aria-sort={direction ?? 'none'}
      // Who hears the order needs not hear what a click would do.
      aria-describedby={direction === null ? undefined : scopeId}
      data-scope={props.scope?.scope}
      data-active={active || undefined}
      data-frozen={placed.isFrozen || undefined}
      data-drop={props.drop ?? undefined}
      data-align={isNumeric(column) ? 'end' : undefined}
      style={{ left: placed.start, width: placed.size }}
      title={[fullLabel(column), hint, scopeWords].filter((words) => words !== '').join('\n')}
    >
      <span className="grid-header-label">{column.label}</span>
      {direction === 'ascending' && <ArrowUp size={14} aria-hidden />}
      {direction === 'descending' && <ArrowDown size={14} aria-hidden />}
      {direction !== null && order.length > 1 && (
        <span className="grid-header-place" aria-hidden>
          {place + 1}
        </span>
      )}
      {direction !== null && (
        <span id={scopeId} hidden>
          {scopeWords}
        </span>
      )}
      <span
        className="grid-resizer"
        data-resizer={placed.index}
        data-resizing={props.resizing || undefined}
        aria-hidden
        title={t('grid.resize', {
          narrower: keyWords({ key: 'ArrowLeft', shift: true }),
          wider: keyWords({ key: 'ArrowRight', shift: true }),
        })}
        onMouseDown={props.onResizeStart}
      />
    </th>
  );
}

function useOrderHint({ column }: PlacedColumn, order: Order): string {
  const { t } = useTranslation();
  const words = { column: column.label };
  const item = order.find((each) => each.column === column.name);
  // Where several columns count, a click makes this one the only one.
  if (item === undefined || order.length > 1) return t('grid.orderBy', words);
  return item.direction === 'ascending'
    ? t('grid.orderedAscending', words)
    : t('grid.orderedDescending', words);
}

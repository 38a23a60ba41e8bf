import type { TFunction } from 'i18next';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RowChange } from '../../electron/contract/local-copy.ts';
import type { CellValue, Column, Row } from '../../electron/contract/rows.ts';
import type { Formats } from '../values/formats.ts';
import { inCell, isNumeric, plainText, shownValue } from '../values/shown-value.ts';
import { ShownCell } from './shown-cell.tsx';

/** A column where it stands. */
export interface PlacedColumn {
  readonly column: Column;
  /** Place among all columns, from 0. */
  readonly index: number;
  /** Left edge and width in CSS pixels. */
  readonly start: number;
  readonly size: number;
  /** It stays in sight when somebody scrolls to the right. */
  readonly isFrozen: boolean;
  /** It tells the rows apart by name. */
  readonly isNaming: boolean;
}

interface GridRowProps {
  readonly row: Row;
  /** Place among all rows, from 0 without the headers. */
  readonly index: number;
  /** Top edge in CSS pixels. */
  readonly top: number;
  readonly columns: readonly PlacedColumn[];
  /** The active cell's column when it is in this row; -1 else. */
  readonly activeColumn: number;
  /** The first and the last selected column in this row; -1 for none. */
  readonly selectedFrom: number;
  readonly selectedTo: number;
  readonly stale: boolean;
  readonly voided: boolean;
  /** What has become of it since somebody looked last. */
  readonly mark: RowChange | undefined;
  readonly cellId: (row: number, column: number) => string;
  readonly formats: Formats;
}

/** One row: only the columns in sight. */
export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { row, index, top, columns, activeColumn, mark, cellId } = props;
  const { t } = useTranslation();
  return (
    <tr
      className="grid-row"
      aria-rowindex={index + 2}
      data-active={activeColumn >= 0 || undefined}
      data-stale={props.stale || undefined}
      data-void={props.voided || undefined}
      data-mark={mark?.kind}
      data-odd={index % 2 === 1 || undefined}
      style={{ transform: `translateY(${top}px)` }}
    >
      {columns.map((placed) => (
        <GridCellView
          key={placed.column.name}
          id={cellId(index + 1, placed.index)}
          value={row.cells[placed.index] ?? null}
          placed={placed}
          active={placed.index === activeColumn}
          selected={placed.index >= props.selectedFrom && placed.index <= props.selectedTo}
          absent={row.absent?.includes(placed.index) === true}
          before={mark === undefined ? '' : beforeText(mark, placed.column, props.formats, t)}
          kind={mark === undefined || placed.index > 0 ? '' : t(`changes.kind.${mark.kind}`)}
          formats={props.formats}
        />
      ))}
    </tr>
  );
});

interface GridCellProps {
  readonly id: string;
  readonly value: CellValue;
  readonly placed: PlacedColumn;
  readonly active: boolean;
  readonly selected: boolean;
  /** Its value is not on this computer. */
  readonly absent: boolean;
  /** What it held before, in words; empty when it was not changed. */
  readonly before: string;
  /** What has become of the row, in words for those who can't see its mark; empty but in the first cell. */
  readonly kind: string;
  readonly formats: Formats;
}

function GridCellView(props: GridCellProps) {
  const { id, value, placed, active, selected, absent, before, kind, formats } = props;
  const { t } = useTranslation();
  const shown = inCell(shownValue(value, placed.column, formats));
  const title = absent ? t('grid.notHere') : shown.title;
  const Cell = placed.isNaming ? 'th' : 'td';
  return (
    <Cell
      id={id}
      scope={placed.isNaming ? 'row' : undefined}
      className="grid-cell"
      aria-colindex={placed.index + 1}
      aria-selected={selected || undefined}
      data-active={active || undefined}
      data-frozen={placed.isFrozen || undefined}
      data-absent={absent || undefined}
      data-align={isNumeric(placed.column) ? 'end' : undefined}
      data-quiet={shown.quiet || undefined}
      data-negative={shown.negative || undefined}
      data-changed={before !== '' || undefined}
      title={[title, before].filter((words) => words !== '').join('\n') || undefined}
      style={{ left: placed.start, width: placed.size }}
    >
      <ShownCell shown={shown} />
      {absent && <span aria-hidden>…</span>}
      {before !== '' && <span className="visually-hidden">, {before}</span>}
      {kind !== '' && <span className="visually-hidden">, {kind}</span>}
    </Cell>
  );
}

/** What a changed cell held when somebody looked last, in words; empty for cells that are as they were. */
function beforeText(mark: RowChange, column: Column, formats: Formats, t: TFunction): string {
  const value = mark.kind === 'changed' ? mark.before[column.name] : undefined;
  if (value === undefined) return '';
  const words = { yes: t('common.yes'), no: t('common.no') };
  const text = plainText(inCell(shownValue(value, column, formats)), words);
  return text === '' ? t('changes.wasEmpty') : t('changes.was', { value: text });
}

import { useTranslation } from 'react-i18next';
import type { ColumnTotal } from '../../electron/contract/column-total.ts';
import type { Column, UnitTotals } from '../../electron/contract/rows.ts';
import { fullLabel } from '../columns/path-columns.ts';
import { TotalMenu } from '../deferred/parts.tsx';
import type { PlacedColumn } from '../grid/grid-row.tsx';
import { ShownNumber } from '../grid/shown-cell.tsx';
import { useFormats } from '../values/formats.ts';
import { isNumeric } from '../values/shown-value.ts';
import { type ColumnTotals, type TotalsQuery, usualTotal } from './set-totals.ts';
import { shownTotal, toldTotal } from './shown-total.ts';

interface TotalsRowProps {
  readonly columns: readonly PlacedColumn[];
  readonly totals: TotalsQuery;
  /** What somebody wants to be told of a column, where that is not the usual. */
  readonly chosen: Readonly<Record<string, ColumnTotal>>;
  readonly onChoose: (column: string, total: ColumnTotal) => void;
}

/** What the numeric columns come to, per currency and unit, and over which rows. */
export function TotalsRow({ columns, totals, chosen, onChoose }: TotalsRowProps) {
  const { t } = useTranslation();
  const numeric = columns.filter(({ column }) => isNumeric(column));
  return (
    <section className="totals-row" aria-label={t('totals.label')} aria-busy={totals.loading}>
      <TotalsScope totals={totals} hasNumbers={numeric.length > 0} />
      {numeric.map((placed) => {
        const { column } = placed;
        return (
          <TotalsCell
            key={column.name}
            placed={placed}
            total={chosen[column.name] ?? usualTotal(column)}
            totals={totals.byColumn.get(column.name) ?? null}
            overall={overallRows(totals)}
            onChoose={(total) => onChoose(column.name, total)}
          />
        );
      })}
    </section>
  );
}

/** Over how many rows columns were added up; null where not all of them over the same. */
function overallRows({ byColumn }: TotalsQuery): ColumnTotals | null {
  const [first, ...others] = byColumn.values();
  if (first === undefined) return null;
  return others.every(({ isComplete }) => isComplete === first.isComplete) ? first : null;
}

interface TotalsScopeProps {
  readonly totals: TotalsQuery;
  readonly hasNumbers: boolean;
}

/** Over which rows the columns were added up, or why they were not. */
function TotalsScope({ totals, hasNumbers }: TotalsScopeProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { byColumn, failure, loading } = totals;
  const overall = overallRows(totals);
  const isPartial = [...byColumn.values()].some(({ isComplete }) => !isComplete);
  return (
    <p className="totals-scope" data-partial={isPartial || undefined}>
      {failure !== null && t('totals.failed', { title: t(`failure.${failure.code}.title`) })}
      {failure === null &&
        overall !== null &&
        t(overall.isComplete ? 'totals.complete' : 'totals.partial', {
          count: overall.rows,
          rows: formats.count(overall.rows),
        })}
      {failure === null && overall === null && byColumn.size > 0 && t('totals.mixed')}
      {!hasNumbers && t('totals.none')}
      {byColumn.size === 0 && loading && t('totals.adding')}
    </p>
  );
}

interface TotalsCellProps {
  readonly placed: PlacedColumn;
  readonly total: ColumnTotal;
  /** Null until it is known. */
  readonly totals: ColumnTotals | null;
  /** Where all columns were added up over the same rows, what is told of them as a whole. */
  readonly overall: ColumnTotals | null;
  readonly onChoose: (total: ColumnTotal) => void;
}

function TotalsCell({ placed, total, totals, overall, onChoose }: TotalsCellProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { column, start, size } = placed;
  const isPartial = totals?.isComplete === false;
  const lines = total === 'none' ? [] : (totals?.byUnit ?? []);
  return (
    <div
      className="totals-cell"
      data-frozen={placed.isFrozen || undefined}
      data-partial={isPartial || undefined}
      style={{ left: start, width: size }}
    >
      <TotalMenu column={column} total={total} onChoose={onChoose} />
      {lines.length > 0 && (
        <dl className="totals-lines">
          <dt className="visually-hidden">{fullLabel(column)}</dt>
          {lines.map((each) => (
            <TotalLine key={each.unit} column={column} total={total} totals={each} />
          ))}
          {totals?.isComplete === false && overall === null && (
            <dd className="totals-part">
              {t('totals.firstRows', {
                count: totals.rows,
                rows: formats.count(totals.rows),
              })}
            </dd>
          )}
        </dl>
      )}
    </div>
  );
}

interface TotalLineProps {
  readonly column: Column;
  readonly total: ColumnTotal;
  readonly totals: UnitTotals;
}

function TotalLine({ column, total, totals }: TotalLineProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const value = toldTotal(totals, total);
  if (value === null) return <dd className="totals-part">{t('totals.unknown')}</dd>;
  const shown = shownTotal(totals, value, total, column, formats);
  return (
    <dd className="totals-sum" data-negative={shown.negative || undefined}>
      <ShownNumber shown={shown} />
      {total === 'count' && totals.unit !== '' && (
        <>
          {' '}
          <span className="unit">× {totals.unit}</span>
        </>
      )}
    </dd>
  );
}

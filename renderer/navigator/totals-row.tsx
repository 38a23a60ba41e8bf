import { useTranslation } from 'react-i18next';
import type { Column, Sum, Totals } from '../../electron/contract/rows.ts';
import type { PlacedColumn } from '../grid/grid-row.tsx';
import { useFormats } from '../values/formats.ts';
import { isNumeric, shownValue } from '../values/shown-value.ts';
import type { TotalsQuery } from './set-totals.ts';

interface TotalsRowProps {
  readonly columns: readonly PlacedColumn[];
  readonly totals: TotalsQuery;
}

/** What the numeric columns come to, per currency and unit, and over which rows. */
export function TotalsRow({ columns, totals }: TotalsRowProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { value, failure } = totals;
  const numeric = columns.filter(({ column }) => isNumeric(column));
  return (
    <section className="totals-row" aria-label={t('totals.label')} aria-busy={totals.loading}>
      <p className="totals-scope" data-partial={value?.isComplete === false || undefined}>
        {failure !== null && t('totals.failed', { title: t(`failure.${failure.code}.title`) })}
        {failure === null &&
          value !== null &&
          t(value.isComplete ? 'totals.complete' : 'totals.partial', {
            rows: formats.count(value.rows),
          })}
        {numeric.length === 0 && t('totals.none')}
        {value === null && totals.loading && t('totals.adding')}
      </p>
      {numeric.map(({ column, start, size }) => {
        const sums = sumsOf(column, value?.byColumn.get(column.name));
        return (
          sums.length > 0 && (
            <dl key={column.name} className="totals-cell" style={{ left: start, width: size }}>
              <dt className="visually-hidden">{column.label}</dt>
              {sums.map((sum) => (
                <SumLine key={sum.unit} column={column} sum={sum} />
              ))}
            </dl>
          )
        );
      })}
    </section>
  );
}

/** A sum of percentages would mean nothing. */
function sumsOf(column: Column, totals: Totals | undefined): readonly Sum[] {
  return column.type === 'percent' ? [] : (totals?.sums ?? []);
}

function SumLine({ column, sum }: { readonly column: Column; readonly sum: Sum }) {
  const formats = useFormats();
  const isMeasure = column.type === 'amount' || column.type === 'quantity';
  const shown = shownValue(
    isMeasure ? { value: sum.value, unit: sum.unit } : sum.value,
    column,
    formats,
  );
  return (
    <dd className="totals-sum" data-negative={shown.negative || undefined}>
      {shown.text}
      {shown.unit !== '' && <span className="unit"> {shown.unit}</span>}
    </dd>
  );
}

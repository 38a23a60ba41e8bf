import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { RecordAnswer } from '../../electron/contract/records.ts';
import type { Reference } from '../../electron/contract/rows.ts';
import { useErp, withTicket } from '../erp/erp.ts';
import { ShownCell } from '../grid/shown-cell.tsx';
import { useFormats } from '../values/formats.ts';
import { shownValue } from '../values/shown-value.ts';
import { useGoing } from '../workspace/going.ts';
import { type Field, recordSections } from './record-sections.ts';

/** A glance, not a form. */
const mostFields = 6;

interface ReferenceCardProps {
  readonly reference: Reference;
  /** Somebody asked for it; who only came by is told nothing where there is nothing to add. */
  readonly isAsked: boolean;
}

/** What a reference leads to, as far as this computer knows: no request leaves it because a mouse passed by. */
export function ReferenceCard({ reference, isAsked }: ReferenceCardProps) {
  const { set, id, text } = reference;
  const { t } = useTranslation();
  const erp = useErp();
  const { language } = useFormats();
  const { labelOf } = useGoing();
  const ofCopy = useQuery({
    queryKey: ['referenceCard', language, set, id],
    queryFn: ({ signal }) =>
      withTicket(erp, signal, (ticket) => erp.fetchRecord({ ticket, set, id, source: 'copy' })),
    // Another account may look at the same record, and sees what it may.
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
  const fields = ofCopy.data === undefined ? [] : glance(ofCopy.data, text);
  const isMissing = !ofCopy.isPending && fields.length === 0;
  if (!isAsked && fields.length === 0) return null;
  return (
    <div className="reference-card" aria-live="polite">
      <p className="reference-name">{text === null || text === '' ? t('record.unnamed') : text}</p>
      <p className="quiet">{labelOf(set)}</p>
      {fields.length > 0 && (
        <dl className="reference-fields">
          {fields.map((field) => (
            <GlanceField key={field.column.name} {...field} />
          ))}
        </dl>
      )}
      {isMissing && <p className="quiet">{t('record.nothingMore')}</p>}
    </div>
  );
}

function GlanceField({ column, value }: Field) {
  const shown = shownValue(value, column, useFormats());
  return (
    <>
      <dt>{column.label}</dt>
      <dd>
        <ShownCell shown={shown} />
      </dd>
    </>
  );
}

/** What the form shows first of the record, without what the reference says already. */
function glance(answer: RecordAnswer, text: string | null): readonly Field[] {
  const [first] = recordSections(answer, false).sections;
  return (first?.fields ?? [])
    .filter(({ column, value }) => column.markup === undefined && value !== text)
    .slice(0, mostFields);
}

import { useId, useMemo, useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { RecordAnswer } from '../../electron/contract/records.ts';
import { isNumeric } from '../values/shown-value.ts';
import { FieldValue } from './field-value.tsx';
import { RecordPictures } from './record-pictures.tsx';
import { recordSections, type Section } from './record-sections.ts';

/** The fields of a record, section by section. */
export function RecordForm({ answer }: { readonly answer: RecordAnswer }) {
  const { t } = useTranslation();
  const [withEmpty, setWithEmpty] = useState(false);
  const { sections, empty } = useMemo(() => recordSections(answer, withEmpty), [answer, withEmpty]);
  const { set, row, receivedAt } = answer;
  return (
    <>
      {set.pictures !== undefined && row.id !== null && (
        <RecordPictures set={set.name} id={row.id} {...{ pictures: set.pictures, receivedAt }} />
      )}
      {sections.map((section) => (
        <FormSection key={JSON.stringify(section.group)} section={section} />
      ))}
      {empty > 0 && (
        <Button className="link record-empty" onPress={() => setWithEmpty(!withEmpty)}>
          {withEmpty ? t('record.hideEmpty') : t('record.showEmpty', { count: empty })}
        </Button>
      )}
    </>
  );
}

function FormSection({ section: { group, fields } }: { readonly section: Section }) {
  const { t } = useTranslation();
  const titleId = useId();
  const title: string = typeof group === 'object' ? group.category : t(`record.sections.${group}`);
  return (
    <section className="record-section" aria-labelledby={titleId}>
      <h3 id={titleId} className={group === 'main' ? 'visually-hidden' : 'record-section-title'}>
        {title}
      </h3>
      <dl className="record-fields">
        {fields.map((field) => (
          <div
            key={field.column.name}
            className="record-field"
            data-wide={field.column.markup !== undefined || undefined}
          >
            <dt>{field.column.label}</dt>
            <dd data-number={isNumeric(field.column) || undefined}>
              <FieldValue {...field} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

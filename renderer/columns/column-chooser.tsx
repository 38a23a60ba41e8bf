import { type SubmitEvent, useMemo, useState } from 'react';
import { Button, Heading } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Column, EntitySetDetail } from '../../electron/contract/rows.ts';
import { ModalDialog } from '../components/modal-dialog.tsx';
import type { Asking } from '../navigator/retry-when-back.ts';
import { AvailableColumns } from './available-columns.tsx';
import { ChosenColumns } from './chosen-columns.tsx';
import { mostColumns } from './column-choice.ts';
import { standardColumns } from './path-columns.ts';

interface ColumnChooserProps {
  readonly set: EntitySetDetail;
  /** What is shown now. */
  readonly shown: readonly Column[];
  readonly asking: Asking;
  /** Receives the paths of the columns; null for the standard ones. */
  readonly onChoose: (paths: string[] | null) => void;
  readonly onClose: () => void;
}

/** Which columns a navigator shows, and in what order: all that there are at the left, those that are shown at the right. */
export function ColumnChooser({ set, shown, asking, onChoose, onClose }: ColumnChooserProps) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState(shown);
  const names = useMemo(() => new Set(chosen.map(({ name }) => name)), [chosen]);
  const standard = useMemo(() => standardColumns(set), [set]);
  const isTooMuch = chosen.length > mostColumns;

  function toggle(column: Column) {
    setChosen((before) => {
      const others = before.filter(({ name }) => name !== column.name);
      return others.length < before.length ? others : [...before, column];
    });
  }

  function onSubmit(event: SubmitEvent) {
    event.preventDefault();
    if (chosen.length === 0 || isTooMuch) return;
    const isStandard =
      chosen.length === standard.length &&
      chosen.every(({ name }, place) => name === standard[place]?.name);
    onChoose(isStandard ? null : chosen.map(({ name }) => name));
    onClose();
  }

  return (
    <ModalDialog className="column-chooser" isDismissable onClose={onClose}>
      <form className="column-chooser-form" onSubmit={onSubmit}>
        <Heading slot="title" className="column-chooser-title">
          {t('columns.title', { set: set.label })}
        </Heading>
        <div className="column-chooser-lists">
          <AvailableColumns set={set} chosen={names} asking={asking} onToggle={toggle} />
          <ChosenColumns chosen={chosen} onChange={setChosen} />
        </div>
        {isTooMuch && (
          <p className="field-hint" role="alert">
            {t('columns.tooMany', { count: mostColumns })}
          </p>
        )}
        <div className="column-chooser-actions">
          <Button className="button" onPress={() => setChosen(standard)}>
            {t('columns.standard')}
          </Button>
          <span className="spacer" />
          <Button className="button" onPress={onClose}>
            {t('common.cancel')}
          </Button>
          <Button
            className="button button-primary"
            type="submit"
            isDisabled={chosen.length === 0 || isTooMuch}
          >
            {t('columns.apply')}
          </Button>
        </div>
      </form>
    </ModalDialog>
  );
}

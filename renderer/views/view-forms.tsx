import { type RefObject, type SubmitEvent, useState } from 'react';
import {
  Button,
  Dialog,
  FieldError,
  Heading,
  Input,
  Label,
  Popover,
  TextField,
} from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useFocusOnMount } from '../components/focus-on-mount.ts';
import { useFormats } from '../values/formats.ts';
import type { TabViews } from './tab-views.ts';
import { freeName, isTaken } from './view-content.ts';

interface ViewFormsProps {
  readonly tabViews: TabViews;
  /** The set's name. */
  readonly label: string;
  /** What the forms open at. */
  readonly anchor: RefObject<HTMLElement | null>;
}

/** The form that is asked for, at the selector of views. */
export function ViewForms({ tabViews, label, anchor }: ViewFormsProps) {
  const { form, openForm } = tabViews;
  const close = () => openForm(null);
  return (
    <Popover
      className="popover view-popover"
      triggerRef={anchor}
      placement="bottom start"
      offset={4}
      isOpen={form !== null}
      onOpenChange={(isOpen) => {
        if (!isOpen) close();
      }}
    >
      <Dialog className="view-form">
        {form === 'export' && <ExportForm tabViews={tabViews} label={label} onClose={close} />}
        {(form === 'saveAs' || form === 'rename') && (
          <NameForm key={form} form={form} tabViews={tabViews} onClose={close} />
        )}
      </Dialog>
    </Popover>
  );
}

interface ExportFormProps {
  readonly tabViews: TabViews;
  readonly label: string;
  readonly onClose: () => void;
}

interface NameFormProps {
  readonly form: 'saveAs' | 'rename';
  readonly tabViews: TabViews;
  readonly onClose: () => void;
}

function NameForm({ form, tabViews, onClose }: NameFormProps) {
  const { t } = useTranslation();
  const { set, views, current, saveAs, rename } = tabViews;
  const [name, setName] = useState(
    form === 'rename' || current === null
      ? (current?.name ?? '')
      : freeName(views, set, current.name),
  );
  const field = useFocusOnMount<HTMLInputElement>();
  const taken = isTaken(views, set, name, form === 'rename' ? (current?.id ?? null) : null);
  const isComplete = name.trim() !== '' && !taken;

  function onSubmit(event: SubmitEvent) {
    event.preventDefault();
    if (!isComplete) return;
    if (form === 'rename') rename(name.trim());
    else saveAs(name.trim());
    onClose();
  }

  return (
    <form onSubmit={onSubmit}>
      <Heading slot="title" className="view-form-title">
        {t(form === 'rename' ? 'views.renameTitle' : 'views.saveAsTitle')}
      </Heading>
      <TextField
        className="field"
        value={name}
        onChange={setName}
        maxLength={100}
        isInvalid={taken}
      >
        <Label>{t('views.name')}</Label>
        <Input ref={field} className="input" onFocus={(event) => event.currentTarget.select()} />
        <FieldError className="field-error">{t('views.taken')}</FieldError>
      </TextField>
      {form === 'saveAs' && <p className="field-hint">{t('views.keeps')}</p>}
      <div className="view-form-buttons">
        <Button className="button" onPress={onClose}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" className="button button-primary" isDisabled={!isComplete}>
          {t('views.save')}
        </Button>
      </div>
    </form>
  );
}

function ExportForm({ tabViews, label, onClose }: ExportFormProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const first = useFocusOnMount<HTMLButtonElement>();
  const { views, current, exportViews } = tabViews;
  const count = views.length;

  function choose(wished: readonly (typeof views)[number][], fileName: string) {
    onClose();
    exportViews(wished, fileName);
  }

  return (
    <>
      <Heading slot="title" className="view-form-title">
        {t('views.exportTitle')}
      </Heading>
      <p className="field-hint">{t('views.exportSentence')}</p>
      <div className="view-form-buttons">
        {current !== null && (
          <Button
            className="button"
            onPress={() => choose([current], `${label} – ${current.name}`)}
            ref={first}
          >
            {t('views.exportThis')}
          </Button>
        )}
        <Button className="button" onPress={() => choose(views, label)}>
          {t('views.exportAll', { count, shown: formats.count(count), set: label })}
        </Button>
      </div>
    </>
  );
}

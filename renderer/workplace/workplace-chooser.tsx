import { type RefObject, useState } from 'react';
import { Dialog, Heading, ListBox, ListBoxItem, Popover } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { WorkplaceSet } from '../../electron/contract/workplace-sets.ts';
import { FailureNotice } from '../components/failure-notice.tsx';
import { failureOf } from '../erp/erp.ts';
import { useFiltering } from '../filters/filtering.ts';
import { useFoundRecords } from '../filters/found-records.ts';
import { FoundNote, RecordSearch } from '../filters/record-search.tsx';
import { useWorkplaceChange } from './workplace.ts';

interface WorkplaceChooserProps {
  readonly set: WorkplaceSet;
  readonly anchor: RefObject<Element | null>;
  readonly onClose: () => void;
}

/** Lets somebody say which record of a set they work in: found by words, and chosen at once. Esc folds it. */
export function WorkplaceChooser({ set, anchor, onClose }: WorkplaceChooserProps) {
  const { t } = useTranslation();
  const { accountKey } = useFiltering();
  const [words, setWords] = useState('');
  const found = useFoundRecords(set, words);
  const change = useWorkplaceChange(accountKey);
  const failure = failureOf(change.error);
  const label = t(`workplace.${set}`);
  const records = found.records ?? [];

  function choose(chosen: string) {
    const record = records.find(({ id }) => id === chosen);
    if (record === undefined) return;
    const { id, text } = record;
    change.mutate({ set, record: { id, text } }, { onSuccess: onClose });
  }

  return (
    <Popover
      className="popover filter-popover"
      triggerRef={anchor}
      isOpen
      onOpenChange={(isOpen) => isOpen || onClose()}
      placement="bottom start"
      offset={2}
    >
      <Dialog className="filter-editor">
        <Heading slot="title" className="filter-editor-title">
          {t('workplace.title')}: {label}
        </Heading>
        <RecordSearch label={label} words={words} onWords={setWords} />
        <ListBox
          className="choice-list"
          aria-label={t('filters.records')}
          onAction={(key) => choose(String(key))}
          items={records}
        >
          {({ id, text }) => (
            <ListBoxItem id={id} textValue={text} className="choice">
              <span className="choice-text">{text}</span>
            </ListBoxItem>
          )}
        </ListBox>
        <FoundNote found={found} isEmpty={records.length === 0} />
        {failure !== null && <FailureNotice failure={failure} />}
      </Dialog>
    </Popover>
  );
}

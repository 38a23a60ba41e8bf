import {
  ArrowDown,
  ArrowUp,
  ExternalLink,
  Link as LinkIcon,
  RefreshCw,
  SquareArrowOutUpRight,
  X,
} from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../components/icon-button.tsx';
import { useErp } from '../erp/erp.ts';
import type { RecordName } from './record-query.ts';

/** Where one can go from a record; null for what there is no way to. */
export interface HeaderActions {
  /** The address of a record, for other people. */
  readonly linkOf: (record: RecordName) => string;
  readonly onPrevious: (() => void) | null;
  readonly onNext: (() => void) | null;
  readonly onOpenInTab: (() => void) | null;
  readonly onClose: (() => void) | null;
}

interface RecordHeaderProps {
  readonly record: RecordName;
  readonly title: string | null;
  readonly setLabel: string;
  /** Newer values are on their way. */
  readonly isBusy: boolean;
  readonly actions: HeaderActions;
  readonly onReload: () => void;
}

/** What a record is called, what kind of record it is, and what can be done with it. */
export function RecordHeader(props: RecordHeaderProps) {
  const { record, title, setLabel, isBusy, actions, onReload } = props;
  const { t } = useTranslation();
  const erp = useErp();
  const [told, setTold] = useState('');

  async function copyLink() {
    const answer = await erp.copyText({ text: actions.linkOf(record) });
    setTold(answer.ok ? t('record.linkCopied') : t(`failure.${answer.error.code}.title`));
  }

  async function openWebClient() {
    const answer = await erp.openWebClient();
    if (answer.ok) return setTold('');
    const hasNone = answer.error.code === 'notFound';
    setTold(hasNone ? t('record.noWebClient') : t(`failure.${answer.error.code}.title`));
  }

  return (
    <header className="record-header" aria-busy={isBusy}>
      <div className="record-names">
        <h2 className="record-title">{title ?? t('record.unnamed')}</h2>
        <p className="quiet record-set">{setLabel}</p>
      </div>
      <output className="record-told quiet">{told}</output>
      <div className="record-tools">
        {(actions.onPrevious !== null || actions.onNext !== null) && (
          <>
            <IconButton
              icon={ArrowUp}
              label={t('record.previous')}
              isDisabled={actions.onPrevious === null}
              onPress={() => actions.onPrevious?.()}
            />
            <IconButton
              icon={ArrowDown}
              label={t('record.next')}
              isDisabled={actions.onNext === null}
              onPress={() => actions.onNext?.()}
            />
          </>
        )}
        <IconButton icon={RefreshCw} label={t('record.reload')} onPress={onReload} />
        <IconButton icon={LinkIcon} label={t('record.copyLink')} onPress={() => void copyLink()} />
        <IconButton
          icon={ExternalLink}
          label={t('record.webClient')}
          onPress={() => void openWebClient()}
        />
        {actions.onOpenInTab !== null && (
          <IconButton
            icon={SquareArrowOutUpRight}
            label={t('record.openInTab')}
            onPress={actions.onOpenInTab}
          />
        )}
        {actions.onClose !== null && (
          <IconButton icon={X} label={t('record.close')} onPress={actions.onClose} />
        )}
      </div>
    </header>
  );
}

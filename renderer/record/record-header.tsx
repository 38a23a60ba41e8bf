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
import { useCommand, useCommandHint, useKeyWords } from '../commands/command.ts';
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
  /** Names what the record is called, for what is described by it. */
  readonly nameId: string;
  readonly title: string | null;
  readonly setLabel: string;
  /** Newer values are on their way. */
  readonly isBusy: boolean;
  readonly actions: HeaderActions;
  readonly onReload: () => void;
}

/** What a record is called, what kind of record it is, and what can be done with it. */
export function RecordHeader(props: RecordHeaderProps) {
  const { record, nameId, title, setLabel, isBusy, actions, onReload } = props;
  const { onPrevious, onNext, onOpenInTab, onClose } = actions;
  const { t } = useTranslation();
  const hint = useCommandHint();
  const keyWords = useKeyWords();
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

  useCommand('copyLink', () => void copyLink());
  useCommand('webClient', () => void openWebClient());
  useCommand('previousRecord', () => onPrevious?.(), { isOffered: onPrevious !== null });
  useCommand('nextRecord', () => onNext?.(), { isOffered: onNext !== null });

  return (
    <header className="record-header" aria-busy={isBusy}>
      <div id={nameId} className="record-names">
        <h2 className="record-title">{title ?? setLabel}</h2>
        {title !== null && <p className="quiet record-set">{setLabel}</p>}
      </div>
      <output className="record-told quiet">{told}</output>
      <div className="record-tools">
        {(onPrevious !== null || onNext !== null) && (
          <>
            <IconButton
              icon={ArrowUp}
              label={t('commands.previousRecord')}
              hint={hint('previousRecord')}
              isDisabled={onPrevious === null}
              onPress={() => onPrevious?.()}
            />
            <IconButton
              icon={ArrowDown}
              label={t('commands.nextRecord')}
              hint={hint('nextRecord')}
              isDisabled={onNext === null}
              onPress={() => onNext?.()}
            />
          </>
        )}
        <IconButton
          icon={RefreshCw}
          label={t('commands.reload')}
          hint={hint('reload')}
          onPress={onReload}
        />
        <IconButton
          icon={LinkIcon}
          label={t('commands.copyLink')}
          onPress={() => void copyLink()}
        />
        <IconButton
          icon={ExternalLink}
          label={t('commands.webClient')}
          onPress={() => void openWebClient()}
        />
        {onOpenInTab !== null && (
          <IconButton
            icon={SquareArrowOutUpRight}
            label={t('record.openInTab', { keys: keyWords({ key: 'Enter', shift: true }) })}
            onPress={onOpenInTab}
          />
        )}
        {onClose !== null && <IconButton icon={X} label={t('record.close')} onPress={onClose} />}
      </div>
    </header>
  );
}

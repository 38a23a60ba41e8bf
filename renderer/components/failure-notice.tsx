import { ChevronRight, Copy, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { Button, Disclosure, DisclosurePanel } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Failure, FailureCode } from '../../electron/contract/failure.ts';
import { useOfferedCommand } from '../commands/command.ts';
import { useErp } from '../erp/erp.ts';
import { countdown } from '../values/duration.ts';
import { useNow } from './now.ts';

interface FailureNoticeProps {
  readonly failure: Failure;
  readonly onRetry?: () => void;
}

/** What happened, what to do, the details folded, and a button to try again. */
export function FailureNotice({ failure, onRetry }: FailureNoticeProps) {
  const { t } = useTranslation();
  return (
    <div className="failure" role="alert">
      <TriangleAlert className="failure-icon" size={16} aria-hidden />
      <div className="failure-text">
        <p className="failure-title">{t(`failure.${failure.code}.title`)}</p>
        <p className="failure-advice">{t(`failure.${failure.code}.advice`)}</p>
        <div className="failure-actions">
          {onRetry !== undefined && <RetryButton failure={failure} onRetry={onRetry} />}
          {ofTheWay.has(failure.code) && <TestConnection />}
        </div>
        <FailureDetails failure={failure} />
      </div>
    </div>
  );
}

/** What a test of the way to the instance may say more of. */
const ofTheWay: ReadonlySet<FailureCode> = new Set([
  ...(['hostNotFound', 'hostUnreachable', 'hostNotTrusted', 'notErpNet', 'offline'] as const),
  ...(['instanceNotWorking', 'timedOut', 'serverUnavailable', 'foreignAddress'] as const),
]);

function TestConnection() {
  const { t } = useTranslation();
  const test = useOfferedCommand('connectionTest');
  if (test === null) return null;
  return (
    <Button className="link" onPress={test}>
      {t('commands.connectionTest')}
    </Button>
  );
}

/** Tries again when pressed. During a pause that the instance asked for it only says when that happens by itself. */
export function RetryButton({ failure, onRetry }: Required<FailureNoticeProps>) {
  const { t } = useTranslation();
  const now = useNow(failure.retryAt !== undefined);
  const left = (failure.retryAt ?? 0) - now;
  if (left > 0) {
    return (
      // Not told again with every second by what reads the failure out.
      <span role="timer" className="quiet tabular">
        {t('common.retryIn', { time: countdown(left) })}
      </span>
    );
  }
  return (
    <Button className="button" onPress={onRetry} data-pane-entry>
      {t('common.retry')}
    </Button>
  );
}

function FailureDetails({ failure }: { readonly failure: Failure }) {
  const { t } = useTranslation();
  const erp = useErp();
  const [copied, setCopied] = useState(false);
  const words = failure.detail === undefined ? failure.code : `${failure.code}\n${failure.detail}`;

  async function copy() {
    const answer = await erp.copyText({ text: words });
    setCopied(answer.ok);
  }

  return (
    <Disclosure className="details">
      <Button slot="trigger" className="details-trigger">
        <ChevronRight size={14} aria-hidden />
        {t('common.details')}
      </Button>
      <DisclosurePanel className="details-panel">
        <pre>{words}</pre>
        <Button className="button button-small" onPress={() => void copy()}>
          <Copy size={14} aria-hidden />
          {copied ? t('common.copied') : t('common.copy')}
        </Button>
      </DisclosurePanel>
    </Disclosure>
  );
}

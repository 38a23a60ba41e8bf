import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../electron/contract/failure.ts';
import type { SessionState } from '../../electron/contract/session.ts';
import type { SettingsState } from '../../electron/contract/settings.ts';
import { Notice } from '../components/notice.tsx';
import type { WorkspaceState } from '../workspace/workspace-store.ts';
import { type Notice as NoticeFact, noticesOf } from './notices.ts';

interface NoticeListProps {
  readonly settings: SettingsState;
  readonly session: SessionState;
  readonly workspace: WorkspaceState | null;
  /** Why the last change of a setting or the sign-out failed. */
  readonly failed: {
    readonly what: 'notChanged' | 'signOutFailed';
    readonly failure: Failure;
  } | null;
}

/** What people should know about how their things are kept; each can be put away. */
export function NoticeList(facts: NoticeListProps) {
  const { t } = useTranslation();
  const [dismissed, setDismissed] = useState<ReadonlySet<string>>(new Set());
  const notices = noticesOf(facts).filter((notice) => !dismissed.has(keyOf(notice)));
  if (notices.length === 0) return null;
  return (
    <section className="notices" aria-label={t('notices.label')}>
      {notices.map((notice) => (
        <Notice
          key={keyOf(notice)}
          text={t(`notices.${notice.words}`, {
            keptAs: notice.keptAs,
            title: notice.failure === null ? '' : t(`failure.${notice.failure.code}.title`),
          })}
          onDismiss={() => setDismissed((before) => new Set([...before, keyOf(notice)]))}
        />
      ))}
    </section>
  );
}

function keyOf({ words, keptAs, failure }: NoticeFact): string {
  return [words, keptAs, failure?.code ?? ''].join();
}

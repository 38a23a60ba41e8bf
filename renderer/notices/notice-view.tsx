import { useMutation } from '@tanstack/react-query';
import { Info, X } from 'lucide-react';
import { useId } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { ErpApi } from '../../electron/contract/requests.ts';
import { type Result, success } from '../../electron/contract/result.ts';
import type { SignInArguments } from '../../electron/contract/session.ts';
import { IconButton } from '../components/icon-button.tsx';
import { failureOf, unwrapped, useErp } from '../erp/erp.ts';
import { signInAgain } from '../sign-in/held-session.ts';
import { useFormats } from '../values/formats.ts';
import type { Notice } from './notices.ts';
import { WhatIsNew } from './what-is-new.tsx';

interface NoticeViewProps {
  readonly notice: Notice;
  /** The setting. */
  readonly staySignedIn: boolean;
  readonly onSignIn: (argument: SignInArguments) => void;
  readonly onDismiss: () => void;
}

/** One sentence across the window that can be put away, with what can be done about it. */
export function NoticeView(props: NoticeViewProps) {
  const { notice } = props;
  const { t } = useTranslation();
  const erp = useErp();
  const sentence = useSentence(notice);
  const sentenceId = useId();
  const action = actionOf(props, erp);
  const attempt = useMutation({
    mutationFn: (run: () => Promise<Result<unknown>>) => unwrapped(run()),
  });
  const failure = attempt.isPending ? null : failureOf(attempt.error);

  function dismiss() {
    if (notice.words === 'unfinishedSignOut') void erp.dismissSignOut({ id: notice.signOut.id });
    else props.onDismiss();
  }

  return (
    <div className="notice">
      <Info size={16} aria-hidden />
      <p id={sentenceId}>
        {sentence}
        {failure !== null && ` ${t(`failure.${failure.code}.title`)}`}
        {attempt.isSuccess && action?.label === 'tryNow' && ` ${t('common.noChange')}`}
      </p>
      <div className="notice-actions">
        {notice.words === 'updateReady' && <WhatIsNew changes={notice.update.changes} />}
        {action !== null && (
          <Button
            className="button button-small"
            aria-describedby={sentenceId}
            isPending={attempt.isPending}
            onPress={() => attempt.mutate(action.run)}
            data-pane-entry
          >
            {t(`notices.action.${action.label}`)}
          </Button>
        )}
        <IconButton
          icon={X}
          label={t('common.dismiss')}
          aria-describedby={sentenceId}
          onPress={dismiss}
          data-pane-entry
        />
      </div>
    </div>
  );
}

function useSentence(notice: Notice): string {
  const { t } = useTranslation();
  const formats = useFormats();
  switch (notice.words) {
    case 'settingsBroken':
      return t('notices.settingsBroken', { keptAs: notice.keptAs });
    case 'endsSoon':
      return t('notices.endsSoon', {
        instance: notice.session.account.instance.database,
        time: formats.date.clock(notice.endsAt),
      });
    case 'unfinishedSignOut':
      return t('notices.unfinishedSignOut', {
        name: notice.signOut.user.name,
        instance: notice.signOut.instance.database,
      });
    case 'notChanged':
    case 'notSwitched':
    case 'notRenewed':
    case 'signOutFailed':
      return t(`notices.${notice.words}`, { title: t(`failure.${notice.failure.code}.title`) });
    case 'copyLocked':
      return t('notices.copyLocked', { count: notice.days, instance: notice.instance });
    case 'copyUnavailable':
      return t(`notices.copyUnavailable.${notice.because}`);
    case 'stateRestored':
      return t('notices.stateRestored', {
        time: formats.date.dayAndTime(new Date(notice.asOf).toISOString()),
      });
    case 'updateReady': {
      const { version, installsOnQuit } = notice.update;
      return t(`notices.updateReady.${installsOnQuit ? 'onQuit' : 'onWish'}`, { version });
    }
    case 'windowRestarted':
    case 'stateLost':
    case 'cacheRebuilt':
    case 'settingsUnsaved':
    case 'workspaceUnread':
    case 'workspaceUnsaved':
    case 'memoryNotAsked':
    case 'memoryNoKeyring':
    case 'storageFailed':
    case 'storageLocked':
    case 'ambiguous':
      return t(`notices.${notice.words}`);
  }
}

interface NoticeAction {
  readonly label: 'tryNow' | 'renew' | 'finish' | 'whatToInstall' | 'restart';
  readonly run: () => Promise<Result<unknown>>;
}

/** What can be done about a notice; null when that is not in this window. */
function actionOf(props: NoticeViewProps, erp: ErpApi): NoticeAction | null {
  const { notice, staySignedIn, onSignIn } = props;
  if ('endsAt' in notice) {
    const renew = () => {
      onSignIn(signInAgain(notice.session, staySignedIn));
      return Promise.resolve(success(null));
    };
    return { label: 'renew', run: renew };
  }
  if ('signOut' in notice) {
    return { label: 'finish', run: () => erp.finishSignOut({ id: notice.signOut.id }) };
  }
  if (notice.words === 'updateReady') {
    return { label: 'restart', run: () => erp.installUpdate() };
  }
  if (notice.words === 'memoryNoKeyring') {
    return { label: 'whatToInstall', run: () => erp.openKeyringHelp() };
  }
  return renewalTroubles.has(notice.words) ? { label: 'tryNow', run: () => erp.tryAgain() } : null;
}

const renewalTroubles: ReadonlySet<Notice['words']> = new Set([
  'ambiguous',
  'storageFailed',
  'storageLocked',
]);

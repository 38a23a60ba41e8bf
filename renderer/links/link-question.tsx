import { Button, Heading } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { AccountSummary } from '../../electron/contract/session.ts';
import { useFocusOnMount } from '../components/focus-on-mount.ts';
import { ModalDialog } from '../components/modal-dialog.tsx';

interface LinkQuestionProps {
  /** Of the instance that the link leads to. */
  readonly host: string;
  /** Whoever of this computer is signed in there; null when nobody is. */
  readonly account: AccountSummary | null;
  /** Somebody wants to go there: to that account, or to the way in. */
  readonly onGo: () => void;
  readonly onForget: () => void;
}

/**
 * Asks before a link leads into another instance than the one that is looked at. Anybody can write a link, and a sign-in page of
 * theirs behind it: nothing is sent there before somebody has seen the name.
 */
export function LinkQuestion({ host, account, onGo, onForget }: LinkQuestionProps) {
  const { t } = useTranslation();
  // Enter must not lead a hasty person to a place that they don't know.
  const forget = useFocusOnMount<HTMLButtonElement>();
  return (
    <ModalDialog role="alertdialog" className="link-question" onClose={onForget}>
      <Heading slot="title" className="card-title">
        {t('link.title', { host })}
      </Heading>
      <p>
        {account === null
          ? t('link.unknown')
          : t('link.known', { instance: account.instance.database, name: account.user.name })}
      </p>
      <div className="card-actions">
        <Button className="button" onPress={onGo}>
          {t(account === null ? 'link.signIn' : 'link.go')}
        </Button>
        <Button ref={forget} className="button button-primary" onPress={onForget}>
          {t('link.forget')}
        </Button>
      </div>
    </ModalDialog>
  );
}

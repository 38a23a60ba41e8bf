import { KeyRound, LogIn } from 'lucide-react';
import { useEffect, useId } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { SessionState } from '../../electron/contract/session.ts';
import { FailureNotice } from '../components/failure-notice.tsx';
import { useFocusOnMount } from '../components/focus-on-mount.ts';
import { focusRows } from '../navigator/focus-rows.ts';
import type { SignIn } from './sign-in.ts';
import { WaitingCard } from './waiting-card.tsx';

interface SessionPanelProps {
  readonly session: Extract<SessionState, { status: 'needsSignIn' | 'signingIn' | 'unlocking' }>;
  /** The setting. */
  readonly staySignedIn: boolean;
  readonly signIn: SignIn;
}

/** What stands over a navigator that nobody may use now; the navigator keeps its place below. */
export function SessionPanel({ session, staySignedIn, signIn }: SessionPanelProps) {
  const titleId = useId();
  // Afterwards people go on with their rows.
  useEffect(() => focusRows, []);
  return (
    <div className="session-scrim">
      <dialog open className="card" aria-labelledby={titleId}>
        {session.status === 'signingIn' && <WaitingCard session={session} titleId={titleId} />}
        {session.status === 'unlocking' && <Unlocking titleId={titleId} />}
        {session.status === 'needsSignIn' && (
          <NeedsSignIn
            session={session}
            staySignedIn={staySignedIn}
            signIn={signIn}
            titleId={titleId}
          />
        )}
      </dialog>
    </div>
  );
}

function Unlocking({ titleId }: { readonly titleId: string }) {
  const { t } = useTranslation();
  return (
    <>
      <h2 id={titleId} className="card-title">
        <KeyRound size={16} aria-hidden />
        {t('unlocking.title')}
      </h2>
      <p>{t('unlocking.sentence')}</p>
    </>
  );
}

interface NeedsSignInProps {
  readonly session: Extract<SessionState, { status: 'needsSignIn' }>;
  readonly staySignedIn: boolean;
  readonly signIn: SignIn;
  readonly titleId: string;
}

function NeedsSignIn({ session, staySignedIn, signIn, titleId }: NeedsSignInProps) {
  const { t } = useTranslation();
  const { instance } = session.account;
  const button = useFocusOnMount<HTMLButtonElement>();
  return (
    <>
      <h2 id={titleId} className="card-title">
        {t('needsSignIn.title')}
      </h2>
      <p>{t(`needsSignIn.${session.reason}`, { instance: instance.database })}</p>
      <p className="quiet">{t('needsSignIn.keepsPlace')}</p>
      <div className="card-actions">
        <Button
          className="button button-primary"
          ref={button}
          isDisabled={signIn.running}
          onPress={() =>
            signIn.start({
              host: instance.host,
              staySignedIn,
              anotherUser: false,
              accountKey: session.account.key,
            })
          }
        >
          <LogIn size={16} aria-hidden />
          {t('needsSignIn.signIn')}
        </Button>
      </div>
      {signIn.failure !== null && <FailureNotice failure={signIn.failure} />}
    </>
  );
}

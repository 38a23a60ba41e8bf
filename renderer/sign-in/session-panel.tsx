import { KeyRound, RotateCw } from 'lucide-react';
import { useEffect, useId } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { SessionState } from '../../electron/contract/session.ts';
import { FailureNotice } from '../components/failure-notice.tsx';
import { useFocusOnMount } from '../components/focus-on-mount.ts';
import { focusRowsIfLost } from '../navigator/focus-rows.ts';
import { NeedsSignIn } from './needs-sign-in.tsx';
import type { SignIn } from './sign-in.ts';
import type { TryAgain } from './try-again.ts';
import { WaitingCard } from './waiting-card.tsx';

interface SessionPanelProps {
  readonly session: Extract<SessionState, { status: 'needsSignIn' | 'signingIn' | 'unlocking' }>;
  /** `over` the navigator, which nobody may use now, or `below` it, where what is on screen can be read on. */
  readonly place: 'over' | 'below';
  /** The setting. */
  readonly staySignedIn: boolean;
  readonly signIn: SignIn;
  /** Kept where the panel may change its place, because what came of it is told in both. */
  readonly tryAgain: TryAgain;
  /** Opens the form where the secret of the application is entered, for an instance. */
  readonly onSecret: (host: string) => void;
}

/** What stands between somebody and their navigator; the navigator keeps its place meanwhile. */
export function SessionPanel({ session, place, ...props }: SessionPanelProps) {
  const titleId = useId();
  // Afterwards people go on with their rows.
  useEffect(() => focusRowsIfLost, []);
  const content = (
    <>
      {session.status === 'signingIn' && <WaitingCard session={session} titleId={titleId} />}
      {session.status === 'unlocking' && <Unlocking titleId={titleId} tryAgain={props.tryAgain} />}
      {session.status === 'needsSignIn' && (
        <NeedsSignIn session={session} {...props} titleId={titleId} alone={place === 'over'} />
      )}
    </>
  );
  if (place === 'below') {
    return (
      <section className="session-strip" aria-labelledby={titleId} data-pane>
        {content}
      </section>
    );
  }
  return (
    <div className="session-scrim">
      <dialog open className="card" aria-labelledby={titleId} data-pane>
        {content}
      </dialog>
    </div>
  );
}

interface UnlockingProps {
  readonly titleId: string;
  readonly tryAgain: TryAgain;
}

function Unlocking({ titleId, tryAgain }: UnlockingProps) {
  const { t } = useTranslation();
  const sentenceId = useId();
  const button = useFocusOnMount<HTMLButtonElement>();
  return (
    <>
      <h2 id={titleId} className="card-title">
        <KeyRound size={16} aria-hidden />
        {t('unlocking.title')}
      </h2>
      <p id={sentenceId}>{t('unlocking.sentence')}</p>
      <div className="card-actions">
        <Button
          className="button"
          ref={button}
          aria-describedby={sentenceId}
          isPending={tryAgain.running}
          onPress={tryAgain.start}
          data-pane-entry
        >
          <RotateCw size={16} aria-hidden />
          {t('common.tryAgain')}
        </Button>
        <output className="quiet">
          {tryAgain.inVain && `${t('common.noChange')} `}
          {t('unlocking.byItself')}
        </output>
      </div>
      {tryAgain.failure !== null && <FailureNotice failure={tryAgain.failure} />}
    </>
  );
}

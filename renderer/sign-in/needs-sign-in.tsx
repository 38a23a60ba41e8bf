import { LogIn, RotateCw } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { KeyringChange, NeedsSignInReason } from '../../electron/contract/session.ts';
import { FailureNotice } from '../components/failure-notice.tsx';
import { mendedBySecret } from './client-secret.tsx';
import { type HeldSession, signInAgain } from './held-session.ts';
import { keyringName } from './keyring-name.ts';
import type { SignIn } from './sign-in.ts';
import type { TryAgain } from './try-again.ts';

/** Reasons that may go away without a sign-in. */
const passing: ReadonlySet<NeedsSignInReason> = new Set(['appRefused', 'undecryptable']);

interface NeedsSignInProps {
  readonly session: Extract<HeldSession, { status: 'needsSignIn' }>;
  /** The setting. */
  readonly staySignedIn: boolean;
  readonly signIn: SignIn;
  readonly tryAgain: TryAgain;
  /** Opens the form where the secret of the application is entered, for an instance. */
  readonly onSecret: (host: string) => void;
  readonly titleId: string;
  /** Nothing else can be used now, so the button takes the focus. */
  readonly alone: boolean;
}

/** Why a sign-in is needed again, and the ways to go on. */
export function NeedsSignIn(props: NeedsSignInProps) {
  const { session, signIn, tryAgain, alone } = props;
  const { t } = useTranslation();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (alone) button.current?.focus();
  }, [alone]);
  const { instance } = session.account;
  const failure = signIn.failure ?? tryAgain.failure;
  return (
    <>
      <h2 id={props.titleId} className="card-title">
        {t('needsSignIn.title')}
      </h2>
      <div role="alert" className="card-words">
        <p>{t(`needsSignIn.${session.reason}`, { instance: instance.database })}</p>
        {session.keyringChange !== null && <ChangedKeyring change={session.keyringChange} />}
        {alone && <p className="quiet">{t('needsSignIn.keepsPlace')}</p>}
      </div>
      <div className="card-actions">
        <Button
          className="button button-primary"
          ref={button}
          isPending={signIn.running}
          onPress={() => signIn.start(signInAgain(session, props.staySignedIn))}
          data-pane-entry
        >
          <LogIn size={16} aria-hidden />
          {t('needsSignIn.signIn')}
        </Button>
        {passing.has(session.reason) && (
          <Button className="button" isPending={tryAgain.running} onPress={tryAgain.start}>
            <RotateCw size={16} aria-hidden />
            {t('common.tryAgain')}
          </Button>
        )}
        {tryAgain.inVain && <output className="quiet">{t('common.noChange')}</output>}
      </div>
      {failure !== null && <FailureNotice failure={failure} />}
      {failure !== null && mendedBySecret.has(failure.code) && (
        <div>
          <Button className="button" onPress={() => props.onSecret(instance.host)}>
            {t('needsSignIn.enterSecret')}
          </Button>
        </div>
      )}
    </>
  );
}

function ChangedKeyring({ change }: { readonly change: KeyringChange }) {
  const { t } = useTranslation();
  const sealedBy = keyringName(change.sealedBy) ?? change.sealedBy;
  const backend = keyringName(change.backend);
  return (
    <p>
      {backend === null
        ? t('needsSignIn.keyringGone', { sealedBy })
        : t('needsSignIn.keyringChange', { sealedBy, backend })}
    </p>
  );
}

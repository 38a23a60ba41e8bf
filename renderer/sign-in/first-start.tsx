import { type UseMutationResult, useMutation } from '@tanstack/react-query';
import { ArrowLeft, Check, LogIn } from 'lucide-react';
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { Button, Input, Label, Text, TextField } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { InstanceSummary } from '../../electron/contract/instance.ts';
import type { AccountList, SessionState } from '../../electron/contract/session.ts';
import type { Settings } from '../../electron/contract/settings.ts';
import type { AccountActions } from '../accounts/account-actions.ts';
import { AccountChoices } from '../accounts/account-choices.tsx';
import { useAccountShortcuts } from '../accounts/account-shortcuts.ts';
import { FailureNotice } from '../components/failure-notice.tsx';
import { useFocusOnMount } from '../components/focus-on-mount.ts';
import { LabelledCheckbox } from '../components/labelled-checkbox.tsx';
import { useShortcut } from '../components/shortcut.ts';
import { type OpenDiagnostics, useDiagnosticsCommands } from '../diagnostics/opened-diagnostics.ts';
import { failureOf, unwrapped, useErp } from '../erp/erp.ts';
import { useWindowTitle } from '../navigator/window-title.ts';
import { FirstSteps } from '../settings/first-steps.tsx';
import { Managed, ManagedWords } from '../settings/managed.tsx';
import { useIsLocked } from '../settings/policy.ts';
import { Advanced } from './advanced.tsx';
import type { SignIn } from './sign-in.ts';
import { WaitingCard } from './waiting-card.tsx';

interface FirstStartProps {
  readonly session: SessionState;
  readonly accounts: AccountList;
  readonly settings: Settings;
  readonly signIn: SignIn;
  readonly actions: AccountActions;
  readonly onDiagnose: OpenDiagnostics;
  /** The instance to begin with; null for the one of the settings. */
  readonly host: string | null;
  /** Goes back to the account that was shown before; null when there is none. */
  readonly onClose: (() => void) | null;
}

type InstanceSearch = UseMutationResult<InstanceSummary, Error, string>;

/** One field, one sentence, one button; then the instance that was found, and the way in. */
export function FirstStart(props: FirstStartProps) {
  const { session, accounts, settings, signIn, actions, onClose } = props;
  const { t } = useTranslation();
  const erp = useErp();
  const titleId = useId();
  const [host, setHost] = useState(props.host ?? settings.host);
  const [wantsAnother, setWantsAnother] = useState<boolean | null>(null);
  // What is ticked counts, also while it is still being saved.
  const [staySignedIn, setStaySignedIn] = useState(settings.staySignedIn);
  const search = useMutation({
    mutationFn: (wanted: string) => unwrapped(erp.findInstance({ host: wanted })),
  });
  const found = search.data ?? null;
  // The browser is probably signed in there as the user whose account is here already.
  const isKnown = accounts.accounts.some(({ instance }) => instance.host === found?.host);
  const anotherUser = wantsAnother ?? (isKnown && onClose !== null && props.host === null);
  const goesOn = onClose === null && accounts.accounts.length > 0;
  const isWaiting = session.status === 'signingIn';
  useWindowTitle(null, null);
  useAccountShortcuts(accounts, actions.switchTo);
  useDiagnosticsCommands(props.onDiagnose, { host: found?.host ?? host.trim(), set: null });
  useShortcut({ key: 'Escape' }, () => {
    if (isWaiting) void erp.cancelSignIn();
    else onClose?.();
  });

  function find() {
    if (host.trim() !== '') search.mutate(host.trim());
  }

  // The form stays mounted while the browser is open, so that a failed sign-in comes back to what was found.
  if (isWaiting) {
    return (
      <main className="first-start">
        <section className="card" aria-labelledby={titleId}>
          <WaitingCard session={session} titleId={titleId} />
        </section>
      </main>
    );
  }
  return (
    <main className="first-start">
      <div className="first-start-cards">
        {goesOn && <AccountChoices accounts={accounts.accounts} onChoose={actions.switchTo} />}
        {onClose !== null && (
          <Button className="link back-link" onPress={onClose}>
            <ArrowLeft size={16} aria-hidden />
            {t('account.back')}
          </Button>
        )}
        <section className="card" aria-label={t('firstStart.title')}>
          <h1 className="card-title">{t('firstStart.title')}</h1>
          {found === null ? (
            <FindForm
              host={host}
              isFirst={!goesOn}
              onHost={setHost}
              search={search}
              onFind={find}
            />
          ) : (
            <FoundInstance
              instance={found}
              staySignedIn={staySignedIn}
              // Where it matters it is asked in plain sight, not among what administrators set.
              anotherUser={isKnown ? anotherUser : null}
              signIn={signIn}
              onStaySignedIn={setStaySignedIn}
              onAnotherUser={setWantsAnother}
              onSignIn={() => {
                actions.change({ host: found.host, staySignedIn });
                signIn.start({ host: found.host, staySignedIn, anotherUser, accountKey: null });
              }}
              onBack={search.reset}
            />
          )}
          <Advanced
            settings={settings}
            host={found?.host ?? null}
            anotherUser={isKnown ? null : anotherUser}
            onAnotherUser={setWantsAnother}
            onChange={actions.change}
            failure={signIn.failure}
          />
        </section>
        <FirstSteps areWanted={accounts.accounts.length === 0} />
      </div>
    </main>
  );
}

interface FindFormProps {
  readonly host: string;
  /** This is what people do next. */
  readonly isFirst: boolean;
  readonly onHost: (host: string) => void;
  readonly search: InstanceSearch;
  readonly onFind: () => void;
}

function FindForm({ host, isFirst, onHost, search, onFind }: FindFormProps) {
  const { t } = useTranslation();
  const field = useRef<HTMLInputElement>(null);
  const isLocked = useIsLocked('host');
  useEffect(() => {
    if (isFirst) field.current?.focus();
  }, [isFirst]);
  const failure = search.isPending ? null : failureOf(search.error);

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    onFind();
  }

  return (
    <form className="find-form" onSubmit={onSubmit}>
      <TextField
        className="field"
        value={host}
        onChange={onHost}
        isReadOnly={isLocked}
        maxLength={300}
        inputMode="url"
      >
        <Label>{t('firstStart.host')}</Label>
        <div className="field-line">
          <Input
            ref={field}
            className="input"
            placeholder={t('firstStart.hostExample')}
            spellCheck={false}
            autoComplete="off"
            autoCapitalize="none"
          />
          <Button
            type="submit"
            className="button button-primary"
            isDisabled={host.trim() === ''}
            isPending={search.isPending}
          >
            {t('firstStart.find')}
          </Button>
        </div>
        <Text slot="description" className="field-hint">
          {isLocked ? <ManagedWords /> : t('firstStart.sentence')}
        </Text>
      </TextField>
      {search.isPending && (
        <output className="quiet">{t('firstStart.finding', { host: search.variables })}</output>
      )}
      {failure !== null && <FailureNotice failure={failure} onRetry={onFind} />}
    </form>
  );
}

interface FoundInstanceProps {
  readonly instance: InstanceSummary;
  readonly staySignedIn: boolean;
  /** Whether the browser is to ask who it is; null where that is not the question. */
  readonly anotherUser: boolean | null;
  readonly signIn: SignIn;
  readonly onStaySignedIn: (staySignedIn: boolean) => void;
  readonly onAnotherUser: (anotherUser: boolean) => void;
  readonly onSignIn: () => void;
  readonly onBack: () => void;
}

function FoundInstance(props: FoundInstanceProps) {
  const { t } = useTranslation();
  const { instance, signIn } = props;
  const signInButton = useFocusOnMount<HTMLButtonElement>();
  const isHostLocked = useIsLocked('host');
  const isStayLocked = useIsLocked('staySignedIn');
  return (
    <>
      <div className="found">
        <Check className="mark-yes" size={16} aria-hidden />
        <output>
          {/* What stands below each other is heard as one line. */}
          <span className="visually-hidden">{t('firstStart.found')}:&nbsp;</span>
          <span className="found-name">{instance.database}</span>
          <span className="visually-hidden">,&nbsp;</span>
          <span className="quiet">
            {instance.host}
            {instance.version !== '' &&
              ` · ${t('firstStart.version', { version: instance.version })}`}
          </span>
        </output>
        {!isHostLocked && (
          <Button className="link" onPress={props.onBack}>
            {t('firstStart.anotherInstance')}
          </Button>
        )}
      </div>
      <Managed name="host" />
      <div className="field">
        <LabelledCheckbox
          label={t('firstStart.staySignedIn')}
          hint={t('firstStart.staySignedInHint')}
          selected={props.staySignedIn}
          isDisabled={isStayLocked}
          onChange={props.onStaySignedIn}
        />
        <Managed name="staySignedIn" />
      </div>
      {props.anotherUser !== null && (
        <LabelledCheckbox
          label={t('firstStart.anotherUser')}
          hint={t('firstStart.anotherUserHint', { instance: instance.database })}
          selected={props.anotherUser}
          onChange={props.onAnotherUser}
        />
      )}
      <div className="card-actions">
        <Button
          ref={signInButton}
          className="button button-primary"
          isPending={signIn.running}
          onPress={props.onSignIn}
        >
          <LogIn size={16} aria-hidden />
          {t('firstStart.signIn')}
        </Button>
        <span className="quiet">{t('firstStart.signInHint')}</span>
      </div>
      {signIn.failure !== null && (
        <FailureNotice failure={signIn.failure} onRetry={props.onSignIn} />
      )}
    </>
  );
}

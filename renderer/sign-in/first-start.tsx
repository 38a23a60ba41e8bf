import { type UseMutationResult, useMutation } from '@tanstack/react-query';
import { Check, ChevronRight, LogIn } from 'lucide-react';
import { type FormEvent, useId, useState } from 'react';
import {
  Button,
  Checkbox,
  Disclosure,
  DisclosurePanel,
  Input,
  Label,
  Text,
  TextField,
} from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { InstanceSummary } from '../../electron/contract/instance.ts';
import type { SessionState } from '../../electron/contract/session.ts';
import type { Settings, SettingsChange } from '../../electron/contract/settings.ts';
import { FailureNotice } from '../components/failure-notice.tsx';
import { useFocusOnMount } from '../components/focus-on-mount.ts';
import { failureOf, unwrapped, useErp } from '../erp/erp.ts';
import type { SignIn } from './sign-in.ts';
import { WaitingCard } from './waiting-card.tsx';

interface FirstStartProps {
  readonly session: Extract<SessionState, { status: 'signedOut' | 'signingIn' }>;
  readonly settings: Settings;
  readonly signIn: SignIn;
  readonly onChange: (change: SettingsChange) => void;
}

type InstanceSearch = UseMutationResult<InstanceSummary, Error, string>;

/** One field, one sentence, one button; then the instance that was found, and the way in. */
export function FirstStart({ session, settings, signIn, onChange }: FirstStartProps) {
  const { t } = useTranslation();
  const erp = useErp();
  const titleId = useId();
  const [host, setHost] = useState(settings.host);
  const [anotherUser, setAnotherUser] = useState(false);
  // What is ticked counts, also while it is still being saved.
  const [staySignedIn, setStaySignedIn] = useState(settings.staySignedIn);
  const search = useMutation({
    mutationFn: (wanted: string) => unwrapped(erp.findInstance({ host: wanted })),
  });
  const found = search.data ?? null;

  function find() {
    if (host.trim() !== '') search.mutate(host.trim());
  }

  // The form stays mounted while the browser is open, so that a failed sign-in comes back to what was found.
  if (session.status === 'signingIn') {
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
      <section className="card" aria-label={t('firstStart.title')}>
        <h1 className="card-title">{t('firstStart.title')}</h1>
        {found === null ? (
          <FindForm host={host} onHost={setHost} search={search} onFind={find} />
        ) : (
          <FoundInstance
            instance={found}
            staySignedIn={staySignedIn}
            signIn={signIn}
            onStaySignedIn={setStaySignedIn}
            onSignIn={() => {
              onChange({ host: found.host, staySignedIn });
              signIn.start({ host: found.host, staySignedIn, anotherUser, accountKey: null });
            }}
            onBack={search.reset}
          />
        )}
        <Advanced
          settings={settings}
          anotherUser={anotherUser}
          onAnotherUser={setAnotherUser}
          onChange={onChange}
        />
      </section>
    </main>
  );
}

interface FindFormProps {
  readonly host: string;
  readonly onHost: (host: string) => void;
  readonly search: InstanceSearch;
  readonly onFind: () => void;
}

function FindForm({ host, onHost, search, onFind }: FindFormProps) {
  const { t } = useTranslation();
  const field = useFocusOnMount<HTMLInputElement>();
  const failure = search.isPending ? null : failureOf(search.error);

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    onFind();
  }

  return (
    <form className="find-form" onSubmit={onSubmit}>
      <TextField className="field" value={host} onChange={onHost} maxLength={300} inputMode="url">
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
          {t('firstStart.sentence')}
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
  readonly signIn: SignIn;
  readonly onStaySignedIn: (staySignedIn: boolean) => void;
  readonly onSignIn: () => void;
  readonly onBack: () => void;
}

function FoundInstance(props: FoundInstanceProps) {
  const { t } = useTranslation();
  const { instance, signIn } = props;
  const signInButton = useFocusOnMount<HTMLButtonElement>();
  return (
    <>
      <div className="found">
        <Check className="mark-yes" size={16} aria-hidden />
        <output>
          <span className="visually-hidden">{t('firstStart.found')} </span>
          <span className="found-name">{instance.database}</span>
          <span className="quiet">
            {instance.host}
            {instance.version !== '' &&
              ` · ${t('firstStart.version', { version: instance.version })}`}
          </span>
        </output>
        <Button className="link" onPress={props.onBack}>
          {t('firstStart.anotherInstance')}
        </Button>
      </div>
      <LabelledCheckbox
        label={t('firstStart.staySignedIn')}
        hint={t('firstStart.staySignedInHint')}
        selected={props.staySignedIn}
        onChange={props.onStaySignedIn}
      />
      <div className="card-actions">
        <Button
          ref={signInButton}
          className="button button-primary"
          isDisabled={signIn.running}
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

interface LabelledCheckboxProps {
  readonly label: string;
  readonly hint?: string;
  readonly selected: boolean;
  readonly onChange: (selected: boolean) => void;
}

function LabelledCheckbox({ label, hint, selected, onChange }: LabelledCheckboxProps) {
  const hintId = useId();
  return (
    <div className="checkbox-field">
      <Checkbox
        className="checkbox"
        isSelected={selected}
        onChange={onChange}
        {...(hint === undefined ? {} : { 'aria-describedby': hintId })}
      >
        <span className="checkbox-box" aria-hidden>
          <Check size={12} />
        </span>
        {label}
      </Checkbox>
      {hint !== undefined && (
        <p id={hintId} className="field-hint">
          {hint}
        </p>
      )}
    </div>
  );
}

interface AdvancedProps {
  readonly settings: Settings;
  readonly anotherUser: boolean;
  readonly onAnotherUser: (anotherUser: boolean) => void;
  readonly onChange: (change: SettingsChange) => void;
}

function Advanced({ settings, anotherUser, onAnotherUser, onChange }: AdvancedProps) {
  const { t } = useTranslation();
  const [clientId, setClientId] = useState(settings.clientId);

  function save() {
    const wanted = clientId.trim();
    if (wanted === '') setClientId(settings.clientId);
    else if (wanted !== settings.clientId) onChange({ clientId: wanted });
  }

  return (
    <Disclosure className="details advanced">
      <Button slot="trigger" className="details-trigger">
        <ChevronRight size={14} aria-hidden />
        {t('firstStart.advanced')}
      </Button>
      <DisclosurePanel className="details-panel">
        <TextField className="field" value={clientId} onChange={setClientId} onBlur={save}>
          <Label>{t('firstStart.clientId')}</Label>
          <Input
            className="input"
            maxLength={200}
            spellCheck={false}
            autoComplete="off"
            onKeyDown={(event) => {
              if (event.key === 'Enter') save();
            }}
          />
          <Text slot="description" className="field-hint">
            {t('firstStart.clientIdHint')}
          </Text>
        </TextField>
        <LabelledCheckbox
          label={t('firstStart.anotherUser')}
          selected={anotherUser}
          onChange={onAnotherUser}
        />
      </DisclosurePanel>
    </Disclosure>
  );
}

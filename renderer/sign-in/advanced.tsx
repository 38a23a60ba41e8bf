import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import {
  Button,
  Disclosure,
  DisclosurePanel,
  Input,
  Label,
  RadioGroup,
  Text,
  TextField,
} from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../electron/contract/failure.ts';
import type { Settings, SettingsChange } from '../../electron/contract/settings.ts';
import { LabelledCheckbox } from '../components/labelled-checkbox.tsx';
import { RadioChoice } from '../components/radio-choice.tsx';
import { Managed } from '../settings/managed.tsx';
import { useIsLocked } from '../settings/policy.ts';
import { ClientSecret, mendedBySecret } from './client-secret.tsx';

interface AdvancedProps {
  readonly settings: Settings;
  /** The instance that was found; null before. */
  readonly host: string | null;
  /** Null where that is asked elsewhere. */
  readonly anotherUser: boolean | null;
  readonly onAnotherUser: (anotherUser: boolean) => void;
  readonly onChange: (change: SettingsChange) => void;
  /** Why the last sign-in failed: some failures are mended here. */
  readonly failure: Failure | null;
}

/** What an administrator may have to say about a sign-in; folded until it is needed. */
export function Advanced(props: AdvancedProps) {
  const { settings, host, failure, onChange } = props;
  const { t } = useTranslation();
  const [expanded, setExpanded] = useState(false);
  const isLocked = useIsLocked('redirect');
  const [seen, setSeen] = useState<Failure | null>(null);
  if (failure !== seen) {
    setSeen(failure);
    if (failure !== null && mendedBySecret.has(failure.code)) setExpanded(true);
  }
  return (
    <Disclosure className="details advanced" isExpanded={expanded} onExpandedChange={setExpanded}>
      <Button slot="trigger" className="details-trigger">
        <ChevronRight size={14} aria-hidden />
        {t('firstStart.advanced')}
      </Button>
      <DisclosurePanel className="details-panel">
        <ClientId settings={settings} onChange={onChange} />
        {host === null ? (
          <p className="field-hint">{t('clientSecret.findFirst')}</p>
        ) : (
          <ClientSecret host={host} clientId={settings.clientId} />
        )}
        <RadioGroup
          className="field"
          value={settings.redirect}
          isDisabled={isLocked}
          onChange={(redirect) => {
            if (redirect === 'loopback' || redirect === 'scheme') onChange({ redirect });
          }}
        >
          <Label className="field-label">{t('firstStart.redirect')}</Label>
          <RadioChoice value="loopback" label={t('firstStart.redirectLoopback')} />
          <RadioChoice value="scheme" label={t('firstStart.redirectScheme')} />
          <Text slot="description" className="field-hint">
            {t('firstStart.redirectHint')}
          </Text>
          <Managed name="redirect" />
        </RadioGroup>
        {props.anotherUser !== null && (
          <LabelledCheckbox
            label={t('firstStart.anotherUser')}
            selected={props.anotherUser}
            onChange={props.onAnotherUser}
          />
        )}
      </DisclosurePanel>
    </Disclosure>
  );
}

function ClientId({ settings, onChange }: Pick<AdvancedProps, 'settings' | 'onChange'>) {
  const { t } = useTranslation();
  const [clientId, setClientId] = useState(settings.clientId);
  const isLocked = useIsLocked('clientId');

  function save() {
    const wanted = clientId.trim();
    if (wanted === '') setClientId(settings.clientId);
    else if (wanted !== settings.clientId) onChange({ clientId: wanted });
  }

  return (
    <TextField
      className="field"
      value={clientId}
      isReadOnly={isLocked}
      onChange={setClientId}
      onBlur={save}
    >
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
      <Managed name="clientId" />
    </TextField>
  );
}

import { useState } from 'react';
import { Input, Label, Text, TextField } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../electron/contract/settings.ts';
import type { AccountActions } from '../accounts/account-actions.ts';
import { ChoiceField } from './choice-field.tsx';
import { ManagedWords } from './managed.tsx';
import { useIsLocked, usePolicy } from './policy.ts';
import { type WholeNumberLimits, wholeNumber } from './whole-number.ts';

interface OfflineSettingsProps {
  readonly settings: Settings;
  readonly change: AccountActions['change'];
}

/** What of the instance may be on this computer, for how long, and when it is fetched. */
export function OfflineSettings({ settings, change }: OfflineSettingsProps) {
  const { t } = useTranslation();
  const { mayKeepOffline } = usePolicy();
  return (
    <>
      {mayKeepOffline ? (
        <ChoiceField
          label={t('settings.metered')}
          choices={{ wait: t('settings.meteredWait'), update: t('settings.meteredUpdate') }}
          chosen={settings.syncOnMetered ? 'update' : 'wait'}
          onChoose={(choice) => change({ syncOnMetered: choice === 'update' })}
        />
      ) : (
        <p className="field">
          {t('settings.noKeeping')}
          <ManagedWords />
        </p>
      )}
      <LimitField
        name="offlineDays"
        value={settings.offlineDays}
        limits={{ least: 1, most: 3650 }}
        onChange={(offlineDays) => change({ offlineDays })}
      />
      <LimitField
        name="offlineMegabytes"
        value={settings.offlineMegabytes}
        limits={{ least: 10, most: 100_000 }}
        onChange={(offlineMegabytes) => change({ offlineMegabytes })}
      />
    </>
  );
}

interface LimitFieldProps {
  readonly name: 'offlineDays' | 'offlineMegabytes';
  readonly value: number;
  /** As in the schema of the settings. */
  readonly limits: WholeNumberLimits;
  readonly onChange: (value: number) => void;
}

/** A whole number; what is typed counts when the field is left, brought within its limits. */
function LimitField({ name, value, limits, onChange }: LimitFieldProps) {
  const { t } = useTranslation();
  const isLocked = useIsLocked(name);
  /** Null while nobody types. */
  const [typed, setTyped] = useState<string | null>(null);

  function take() {
    setTyped(null);
    const wanted = typed === null ? null : wholeNumber(typed, limits);
    if (wanted !== null && wanted !== value) onChange(wanted);
  }

  return (
    <TextField
      className="field"
      value={typed ?? String(value)}
      isReadOnly={isLocked}
      inputMode="numeric"
      onChange={setTyped}
      onBlur={take}
    >
      <Label>{t(`settings.${name}`)}</Label>
      <Input
        className="input limit-input"
        maxLength={10}
        autoComplete="off"
        onKeyDown={(event) => {
          if (event.key === 'Enter') take();
        }}
      />
      <Text slot="description" className="field-hint">
        {t(`settings.${name}Hint`)}
      </Text>
      {isLocked && <ManagedWords />}
    </TextField>
  );
}

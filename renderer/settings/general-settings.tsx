import { Minus, Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../electron/contract/settings.ts';
import { zooms } from '../../electron/contract/zoom.ts';
import type { AccountActions } from '../accounts/account-actions.ts';
import { IconButton } from '../components/icon-button.tsx';
import { LabelledCheckbox } from '../components/labelled-checkbox.tsx';
import { languageNames } from '../i18n/language.ts';
import { ChoiceField } from './choice-field.tsx';
import { Managed } from './managed.tsx';
import { nextZoom } from './opened-settings.ts';
import { useIsLocked } from './policy.ts';

interface GeneralSettingsProps {
  readonly settings: Settings;
  readonly change: AccountActions['change'];
}

/** Language, looks, and how one signs in. */
export function GeneralSettings({ settings, change }: GeneralSettingsProps) {
  const { t } = useTranslation();
  const isLocked = useIsLocked('staySignedIn');
  return (
    <>
      <ChoiceField
        label={t('settings.language')}
        choices={{ system: t('settings.system'), ...languageNames }}
        chosen={settings.language}
        managedAs="language"
        onChoose={(language) => change({ language })}
      />
      <ChoiceField
        label={t('settings.theme')}
        choices={{
          system: t('settings.system'),
          light: t('settings.light'),
          dark: t('settings.dark'),
        }}
        chosen={settings.theme}
        onChoose={(theme) => change({ theme })}
      />
      <ZoomField zoom={settings.zoom} onChange={(zoom) => change({ zoom })} />
      <fieldset className="field" aria-label={t('settings.signIn')}>
        <p className="field-label">{t('settings.signIn')}</p>
        <LabelledCheckbox
          label={t('firstStart.staySignedIn')}
          hint={t('settings.staySignedInHint')}
          selected={settings.staySignedIn}
          isDisabled={isLocked}
          onChange={(staySignedIn) => change({ staySignedIn })}
        />
        <Managed name="staySignedIn" />
      </fieldset>
    </>
  );
}

interface ZoomFieldProps {
  readonly zoom: Settings['zoom'];
  readonly onChange: (zoom: Settings['zoom']) => void;
}

function ZoomField({ zoom, onChange }: ZoomFieldProps) {
  const { t } = useTranslation();
  return (
    <fieldset className="field" aria-label={t('settings.zoom')}>
      <p className="field-label">{t('settings.zoom')}</p>
      <div className="choice-line">
        <IconButton
          icon={Minus}
          label={t('settings.smaller')}
          isDisabled={zoom === zooms[0]}
          onPress={() => onChange(nextZoom(zoom, -1))}
        />
        <output className="tabular">{t('settings.percent', { percent: zoom })}</output>
        <IconButton
          icon={Plus}
          label={t('settings.larger')}
          isDisabled={zoom === zooms.at(-1)}
          onPress={() => onChange(nextZoom(zoom, 1))}
        />
      </div>
    </fieldset>
  );
}

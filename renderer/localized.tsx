import type { i18n } from 'i18next';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { I18nProvider } from 'react-aria-components';
import type { AppInfo } from '../electron/contract/requests.ts';
import type { SettingsState } from '../electron/contract/settings.ts';
import { createFormats, FormatsContext } from './values/formats.ts';

interface LocalizedProps {
  readonly app: AppInfo;
  readonly settings: SettingsState;
  readonly translations: i18n;
  readonly children: ReactNode;
}

/** Puts language, locale and theme in force. */
export function Localized({ app, settings, translations, children }: LocalizedProps) {
  const { theme, language: chosen } = settings.settings;
  const language = chosen === 'system' ? app.language : chosen;
  const formats = useMemo(
    () => createFormats(language, app.locale, Intl.DateTimeFormat().resolvedOptions().timeZone),
    [language, app.locale],
  );
  const [hasSpoken, setHasSpoken] = useState(translations.language === language);
  useEffect(() => {
    void translations.changeLanguage(language).then(() => {
      document.documentElement.lang = translations.language;
      setHasSpoken(true);
    });
  }, [language, translations]);
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }, [theme]);
  // Nothing is drawn in a language that nobody has chosen; the words are on the disk.
  if (!hasSpoken) return null;
  return (
    <I18nProvider locale={language}>
      <FormatsContext value={formats}>{children}</FormatsContext>
    </I18nProvider>
  );
}

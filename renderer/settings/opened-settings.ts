import { useState } from 'react';
import type { Settings } from '../../electron/contract/settings.ts';
import { zooms } from '../../electron/contract/zoom.ts';
import type { AccountActions } from '../accounts/account-actions.ts';
import { useCommand } from '../commands/command.ts';
import { useIsLocked } from './policy.ts';

/** A page of the settings. */
export type SettingsPart = 'general' | 'offline' | 'about';

/** The settings as somebody opens and closes them. */
export interface OpenedSettings {
  /** The page they were opened with; null while they are closed. */
  readonly part: SettingsPart | null;
  readonly open: (part: SettingsPart) => void;
  readonly close: () => void;
}

/** Offers what the settings do as commands, in every screen. */
export function useSettings(
  { zoom }: Pick<Settings, 'zoom'>,
  change: AccountActions['change'],
): OpenedSettings {
  const [part, open] = useState<SettingsPart | null>(null);
  useCommand('settings', () => open('general'));
  useCommand('about', () => open('about'));
  useCommand('zoomIn', () => change({ zoom: nextZoom(zoom, 1) }));
  useCommand('zoomOut', () => change({ zoom: nextZoom(zoom, -1) }));
  useCommand('zoomReset', () => change({ zoom: 100 }));
  const isOffered = !useIsLocked('language');
  useCommand('languageSystem', () => change({ language: 'system' }), { isOffered });
  useCommand('languageEn', () => change({ language: 'en' }), { isOffered });
  useCommand('languageBg', () => change({ language: 'bg' }), { isOffered });
  useCommand('languageDe', () => change({ language: 'de' }), { isOffered });
  useCommand('themeSystem', () => change({ theme: 'system' }));
  useCommand('themeLight', () => change({ theme: 'light' }));
  useCommand('themeDark', () => change({ theme: 'dark' }));
  return { part, open, close: () => open(null) };
}

/**
 * The next larger or smaller size; the same at the end.
 *
 * @param by - 1 for a larger one, -1 for a smaller one
 */
export function nextZoom(zoom: Settings['zoom'], by: 1 | -1): Settings['zoom'] {
  return zooms[zooms.indexOf(zoom) + by] ?? zoom;
}

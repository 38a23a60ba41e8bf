import { useCommand } from '../commands/command.ts';
import type { AccountActions } from './account-actions.ts';

/** Offers what the account's menu has to the palette. */
export function useAccountCommands({ add, signOut, change }: AccountActions) {
  useCommand('addAccount', () => add(null));
  useCommand('signOut', signOut);
  useCommand('languageSystem', () => change({ language: 'system' }));
  useCommand('languageEn', () => change({ language: 'en' }));
  useCommand('languageBg', () => change({ language: 'bg' }));
  useCommand('themeSystem', () => change({ theme: 'system' }));
  useCommand('themeLight', () => change({ theme: 'light' }));
  useCommand('themeDark', () => change({ theme: 'dark' }));
}

import { useEffect, useEffectEvent } from 'react';
import type { Language } from '../../electron/contract/languages.ts';
import type { AccountList, AccountSummary } from '../../electron/contract/session.ts';
import { useCommands } from '../commands/command.ts';
import { shortcutWords } from '../commands/shortcut-words.ts';

/**
 * Ctrl+Shift+1 … 9 go to the account at that place of the list. Without Shift these keys change documents in ERP.net's own
 * clients, so programs' usual Ctrl+1 … 9 are not bound.
 */
export function useAccountShortcuts(
  { accounts }: AccountList,
  onSwitch: (account: AccountSummary) => void,
) {
  const { store } = useCommands();
  const onDigit = useEffectEvent((event: KeyboardEvent) => {
    if (store.isHeldBack()) return;
    const account = accounts[Number(event.code.slice('Digit'.length)) - 1];
    if (account === undefined) return;
    event.preventDefault();
    if (!account.isCurrent) onSwitch(account);
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.altKey || !event.shiftKey || !(event.ctrlKey || event.metaKey)) return;
      // The key's place rather than what it writes, which Shift and the layout change.
      if (/^Digit[1-9]$/.test(event.code)) onDigit(event);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

/**
 * How the shortcut of a place is written; null when the place has none.
 *
 * @param place - from 0
 */
export function accountShortcut(
  place: number,
  platform: string,
  language: Language,
): string | null {
  if (place > 8) return null;
  if (platform === 'darwin') return `⌃⇧${place + 1}`;
  return shortcutWords({ key: String(place + 1), ctrl: true, shift: true }, platform, language);
}

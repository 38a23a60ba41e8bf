import { useCommand } from '../commands/command.ts';
import type { AccountActions } from './account-actions.ts';

/** Offers what the account's menu has to the palette. */
export function useAccountCommands({ add, signOut }: AccountActions) {
  useCommand('addAccount', () => add(null));
  useCommand('signOut', signOut);
}

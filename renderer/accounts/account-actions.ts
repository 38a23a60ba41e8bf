import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { AccountSummary } from '../../electron/contract/session.ts';
import type { SettingsChange } from '../../electron/contract/settings.ts';
import { failureOf, unwrapped, useErp } from '../erp/erp.ts';
import type { LiveValues } from '../erp/live-values.ts';
import type { FailedAction, NoticeFacts } from '../notices/notices.ts';

/** What people can do with the settings and with the accounts of this computer, from any screen. */
export interface AccountActions {
  readonly change: (change: SettingsChange) => void;
  readonly signOut: () => void;
  readonly switchTo: (account: Pick<AccountSummary, 'key'>) => void;
  /**
   * Opens the form of the first start; the account that is shown now stays.
   * @param host - the instance to begin with, for somebody who has something to set there; null for any
   */
  readonly add: (host: string | null) => void;
  /** What was asked for last and did not happen. */
  readonly failed: NoticeFacts['failed'];
}

interface Listeners {
  /** Opens the form of the first start. */
  readonly onAdd: AccountActions['add'];
  /** Another account is wished for. */
  readonly onSwitch: () => void;
}

/** Carries out what people do with the settings and accounts, and remembers what did not happen. */
export function useAccountActions(
  live: LiveValues,
  { onAdd, onSwitch }: Listeners,
): AccountActions {
  const erp = useErp();
  const client = useQueryClient();
  const change = useMutation({
    mutationFn: (fields: SettingsChange) => unwrapped(erp.changeSettings(fields)),
    onSuccess: live.settings.set,
  });
  const signOut = useMutation({
    mutationFn: () => unwrapped(erp.signOut()),
    onSuccess: () => client.clear(),
  });
  const switching = useMutation({
    mutationFn: ({ key }: Pick<AccountSummary, 'key'>) => unwrapped(erp.switchAccount({ key })),
    onMutate: onSwitch,
  });
  return {
    change: change.mutate,
    signOut: signOut.mutate,
    switchTo: switching.mutate,
    add: onAdd,
    failed:
      failed('notChanged', change.error) ??
      failed('notSwitched', switching.error) ??
      failed('signOutFailed', signOut.error),
  };
}

function failed(what: FailedAction, error: Error | null): NoticeFacts['failed'] {
  const failure = failureOf(error);
  return failure === null ? null : { what, failure };
}

import { skipToken, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Workplace } from '../../electron/contract/workplace.ts';
import type { WorkplaceSet } from '../../electron/contract/workplace-sets.ts';
import { unwrapped, useErp } from '../erp/erp.ts';

const workplaceKey = (accountKey: string) => ['workplace', accountKey];
const changesKey = (accountKey: string) => ['workplaceChanges', accountKey];

/**
 * What somebody works in, as they have told.
 *
 * @param accountKey - empty where nobody is signed in
 */
export function useWorkplace(accountKey: string) {
  const erp = useErp();
  return useQuery({
    queryKey: workplaceKey(accountKey),
    queryFn: accountKey === '' ? skipToken : () => unwrapped(erp.workplace({ accountKey })),
  });
}

/** How often it was told anew since this window was opened: `(current)` stands for something else each time. */
export function useWorkplaceChanges(accountKey: string): number {
  const changes = useQuery<number>({ queryKey: changesKey(accountKey), queryFn: skipToken });
  return changes.data ?? 0;
}

/** A record that somebody works in from here on; null forgets it. */
interface Told {
  readonly set: WorkplaceSet;
  readonly record: NonNullable<Workplace[WorkplaceSet]> | null;
}

/** Tells what somebody works in, and shows it everywhere at once. */
export function useWorkplaceChange(accountKey: string) {
  const erp = useErp();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ set, record }: Told) =>
      unwrapped(erp.changeWorkplace({ accountKey, set, record })),
    onSuccess(workplace) {
      client.setQueryData(workplaceKey(accountKey), workplace);
      client.setQueryData(
        changesKey(accountKey),
        (changes: number | undefined) => (changes ?? 0) + 1,
      );
    },
  });
}

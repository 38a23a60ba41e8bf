import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Failure } from '../../electron/contract/failure.ts';
import type { RecordAnswer } from '../../electron/contract/records.ts';
import { type CopiedSets, useCopiedChanges } from '../erp/copied-sets.ts';
import { failureOf, useErp, withTicket } from '../erp/erp.ts';
import { type Asking, useRetryWhenBack } from '../navigator/retry-when-back.ts';
import { useFormats } from '../values/formats.ts';

/** Names a record. */
export interface RecordName {
  readonly set: string;
  readonly id: string;
}

/** A record as far as it is there. */
export interface RecordQuery {
  readonly answer: RecordAnswer | null;
  /** Why the instance, or without it the copy, did not answer; null while it is asked. */
  readonly failure: Failure | null;
  /** It, or what is newer of it, is on its way. */
  readonly isWaiting: boolean;
  readonly reload: () => void;
  /** It was reloaded because somebody asked for it, and nothing is under way any more. */
  readonly isReloaded: boolean;
  readonly cancel: () => void;
}

/** Records that were seen stay in the window for five minutes, so that going back to one shows it at once. */
const kept = 5 * 60_000;

/** Asks for a record: the copy at once, then the instance, whose answer counts. */
export function useRecord(
  { set, id }: RecordName,
  asking: Asking,
  copiedSets: CopiedSets,
): RecordQuery {
  const erp = useErp();
  const client = useQueryClient();
  const { language } = useFormats();
  const { accountKey, allowed, signedIn } = asking;
  const changes = useCopiedChanges(copiedSets, set);
  const name = { set, id };
  const ofCopy = useQuery({
    queryKey: ['recordOfCopy', accountKey, language, set, id, changes],
    queryFn: allowed
      ? ({ signal }) =>
          withTicket(erp, signal, (ticket) => erp.fetchRecord({ ticket, ...name, source: 'copy' }))
      : skipToken,
    // What the copy knew is of use until the instance has answered, or while it can't.
    staleTime: 0,
    gcTime: 0,
  });
  const queryKey = ['record', accountKey, language, set, id];
  const ofInstance = useQuery({
    queryKey,
    queryFn: signedIn
      ? ({ signal }) =>
          withTicket(erp, signal, (ticket) =>
            erp.fetchRecord({ ticket, ...name, source: 'instance' }),
          )
      : skipToken,
    staleTime: 0,
    gcTime: kept,
  });
  /** The address of the record that was reloaded last. */
  const [reloaded, setReloaded] = useState<string | null>(null);
  const address = JSON.stringify(queryKey);
  const ask = () => ofInstance.refetch();
  async function reload(): Promise<void> {
    const { isSuccess } = await ask();
    setReloaded(isSuccess ? address : null);
  }
  const failure = ofInstance.isFetching ? null : failureOf(ofInstance.error);
  useRetryWhenBack(asking, failure, () => void ask());
  return {
    answer: ofInstance.data ?? ofCopy.data ?? null,
    failure: failure ?? (signedIn || ofCopy.isFetching ? null : failureOf(ofCopy.error)),
    isWaiting: ofInstance.isFetching || (!signedIn && ofCopy.isFetching),
    reload: () => void reload(),
    isReloaded: reloaded === address && !ofInstance.isFetching,
    cancel: () => void client.cancelQueries({ queryKey }),
  };
}

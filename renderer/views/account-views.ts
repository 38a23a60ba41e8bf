import {
  type UseMutationResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import type { Failure } from '../../electron/contract/failure.ts';
import type { View } from '../../electron/contract/views.ts';
import { useEarlyAnswers } from '../erp/early-answers.ts';
import { failureOf, unwrapped, useErp } from '../erp/erp.ts';

/** The views of an account, as far as they can be read. */
export interface AccountViews {
  readonly views: readonly View[];
  /** Why they can't be read or were not changed; null when all is well. */
  readonly failure: Failure | null;
}

const none: readonly View[] = [];

/**
 * Reads the views of an account, and again when the local copy opens, with which they are kept.
 *
 * @param isCopyOpen - the local copy is open
 */
export function useAccountViews(accountKey: string, isCopyOpen: boolean): AccountViews {
  const erp = useErp();
  const early = useEarlyAnswers();
  const query = useQuery({
    queryKey: ['views', accountKey],
    queryFn: () => unwrapped(erp.views({ accountKey })),
    initialData: () => early.views(accountKey) ?? undefined,
  });
  const retry = useEffectEvent(() => {
    if (query.isError) void query.refetch();
  });
  useEffect(() => {
    if (isCopyOpen) retry();
  }, [isCopyOpen]);
  return { views: query.data ?? none, failure: failureOf(query.error) };
}

/** A change of views that is under way, or what became of the last one. */
export type ViewsChange = UseMutationResult<readonly View[], Error, () => Promise<readonly View[]>>;

/** Carries changes of views out, and shows them everywhere at once. */
export function useViewsChange(accountKey: string): ViewsChange {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: () => Promise<readonly View[]>) => change(),
    onSuccess: (views) => client.setQueryData(['views', accountKey], views),
  });
}

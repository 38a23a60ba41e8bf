import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Failure } from '../../electron/contract/failure.ts';
import type { ErpApi } from '../../electron/contract/requests.ts';
import type { EntitySetDetail, EntitySetSummary } from '../../electron/contract/rows.ts';
import { useEarlyAnswers } from '../erp/early-answers.ts';
import { failureOf, unwrapped, useErp } from '../erp/erp.ts';
import { useFormats } from '../values/formats.ts';

/** The list of navigators as far as it is there. */
export interface EntitySetsQuery {
  readonly sets: readonly EntitySetSummary[] | null;
  readonly loading: boolean;
  readonly failure: Failure | null;
  /** Somebody is signed in, so the instance may be asked. */
  readonly allowed: boolean;
  /** Asks the instance again, past what was kept. */
  readonly reload: () => void;
}

/** The instance's navigators, in the language of the window. */
export function useEntitySets(accountKey: string, allowed: boolean): EntitySetsQuery {
  const erp = useErp();
  const client = useQueryClient();
  const { language } = useFormats();
  const early = useEarlyAnswers();
  const key = ['entitySets', accountKey, language];
  const query = useQuery({
    queryKey: key,
    queryFn: () => unwrapped(erp.entitySets({ reload: false })),
    initialData: () => early.entitySets(accountKey) ?? undefined,
    placeholderData: keepPreviousData,
    enabled: allowed,
  });
  const reload = useMutation({
    mutationFn: () => unwrapped(erp.entitySets({ reload: true })),
    onSuccess: (sets) => client.setQueryData(key, sets),
  });
  return {
    sets: query.data ?? null,
    loading: query.isFetching || reload.isPending,
    failure: reload.isPending ? null : failureOf(reload.error ?? query.error),
    allowed,
    reload: () => reload.mutate(),
  };
}

/** One navigator with its columns. */
export interface EntitySetQuery {
  readonly set: EntitySetDetail | null;
  readonly failure: Failure | null;
  readonly retry: () => void;
}

/** Asks for one navigator, and shares what is known of it with everybody who needs it. */
export function entitySetQuery(
  erp: ErpApi,
  {
    name,
    accountKey,
    language,
  }: { readonly name: string; readonly accountKey: string; readonly language: string },
) {
  return {
    queryKey: ['entitySet', accountKey, language, name],
    queryFn: () => unwrapped(erp.entitySet({ name })),
  };
}

/** The columns of a navigator, in the language of the window. */
export function useEntitySet(name: string, accountKey: string, allowed: boolean): EntitySetQuery {
  const erp = useErp();
  const early = useEarlyAnswers();
  const { language } = useFormats();
  const query = useQuery({
    ...entitySetQuery(erp, { name, accountKey, language }),
    initialData: () => early.entitySet(accountKey, name) ?? undefined,
    // In another language the columns are the same, so the old labels do until the new ones are there.
    placeholderData: (before) => (before?.name === name ? before : undefined),
    enabled: allowed,
  });
  return {
    set: query.data ?? null,
    failure: query.isFetching ? null : failureOf(query.error),
    retry: () => void query.refetch(),
  };
}

import { type QueryClient, useQueries } from '@tanstack/react-query';
import type { ChosenRecord } from '../../electron/contract/query.ts';
import type { ErpApi } from '../../electron/contract/requests.ts';
import { useErp, withTicket } from '../erp/erp.ts';
import { useFormats } from '../values/formats.ts';
import type { Chosen } from './column-filters.ts';
import { useFiltering } from './filtering.ts';

function nameKey(accountKey: string, language: string, { set, id }: ChosenRecord) {
  return ['recordName', accountKey, language, set, id.toLowerCase()];
}

/** Notes what records are called that somebody has just seen and chosen, so that nobody has to be asked. */
export function noteNames(
  client: QueryClient,
  { accountKey, language }: { readonly accountKey: string; readonly language: string },
  records: Chosen,
) {
  for (const record of records) {
    client.setQueryData(nameKey(accountKey, language, record), record.text);
  }
}

async function recordName(
  erp: ErpApi,
  { set, id }: ChosenRecord,
  isInstanceAllowed: boolean,
  signal: AbortSignal,
): Promise<string | null> {
  const from = (source: 'copy' | 'instance') =>
    withTicket(erp, signal, (ticket) => erp.fetchRecord({ ticket, set, id, source }));
  const found = await from('copy').catch(() => (isInstanceAllowed ? from('instance') : null));
  return found?.row.title ?? null;
}

/** What records are called, by id in lower case; a query keeps their ids only. */
export function useRecordNames(records: readonly ChosenRecord[]): ReadonlyMap<string, string> {
  const erp = useErp();
  const { language } = useFormats();
  const { accountKey, isInstanceAllowed } = useFiltering();
  return useQueries({
    queries: records.map((record) => ({
      queryKey: nameKey(accountKey, language, record),
      queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
        recordName(erp, record, isInstanceAllowed, signal),
    })),
    combine: (answers) =>
      new Map(
        answers.flatMap(({ data }, index) => {
          const id = records[index]?.id.toLowerCase();
          return data === undefined || data === null || id === undefined
            ? []
            : [[id, data] as const];
        }),
      ),
  });
}

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { FoundMembers } from '../../electron/contract/model-search.ts';
import type { ErpApi } from '../../electron/contract/requests.ts';
import { unwrapped, useErp, withTicket } from '../erp/erp.ts';
import { useFormats } from '../values/formats.ts';

/** Columns of all navigators, as far as they can be searched. */
export interface ModelMembers {
  /** What was found for the text, or for the one before. */
  readonly names: FoundMembers['names'];
  /**
   * - `ready`: all columns can be found.
   * - `reading`: the instance is telling its columns for the first time, or again.
   * - `notHere`: it was never asked for them, and can't be now.
   */
  readonly state: 'ready' | 'reading' | 'notHere';
}

interface ModelMembersOptions {
  readonly accountKey: string;
  /** Somebody has opened the palette. */
  readonly isWanted: boolean;
  /** The instance can be asked. */
  readonly mayAsk: boolean;
}

const leastLetters = 2;
const mostLetters = 200;
/** More than are shown, because they are put into another order here. */
const mostNames = 60;
const mostOfLastWord = 200;

/** Whether the columns of all navigators can be searched, and whether they are those of the instance as it is now. */
async function modelState(erp: ErpApi): Promise<'current' | 'outdated' | 'none'> {
  const probe = await erp.searchMembers({ text: 'id', limit: 1 });
  if (!probe.ok && probe.error.code === 'notKept') return 'none';
  const { isCurrent } = await unwrapped(Promise.resolve(probe));
  return isCurrent ? 'current' : 'outdated';
}

/** Columns with all the words in their names. Of `customers credit` the first word may be that of the set. */
export async function findMembers(
  erp: Pick<ErpApi, 'searchMembers'>,
  text: string,
): Promise<FoundMembers['names']> {
  const whole = await unwrapped(erp.searchMembers({ text, limit: mostNames }));
  const lastWord = text.split(/\s+/u).at(-1) ?? text;
  if (lastWord === text || lastWord.length < leastLetters) return whole.names;
  const more = await unwrapped(erp.searchMembers({ text: lastWord, limit: mostOfLastWord }));
  const known = new Set(whole.names.map(({ set, member }) => `${set} ${member}`));
  return [
    ...whole.names,
    ...more.names.filter(({ set, member }) => !known.has(`${set} ${member}`)),
  ];
}

/**
 * Searches the columns of all navigators on this computer. They are read from the instance once, in the background, when
 * somebody first wants to search them; it goes on while the palette is closed.
 */
export function useModelMembers(
  text: string,
  { accountKey, isWanted, mayAsk }: ModelMembersOptions,
): ModelMembers {
  const erp = useErp();
  const { language } = useFormats();
  const known = useQuery({
    queryKey: ['modelState', accountKey, language],
    queryFn: () => modelState(erp),
    enabled: isWanted,
  });
  const reading = useQuery({
    queryKey: ['wholeModel', accountKey, language],
    queryFn: ({ signal }) => withTicket(erp, signal, (ticket) => erp.readWholeModel({ ticket })),
    enabled: isWanted && mayAsk && (known.data === 'none' || known.data === 'outdated'),
  });
  const isReadable = reading.isSuccess || known.data === 'current' || known.data === 'outdated';
  const sought = text.trim().slice(0, mostLetters);
  const isSearchable = isWanted && isReadable && sought.length >= leastLetters;
  const found = useQuery({
    queryKey: ['members', accountKey, language, reading.isSuccess, sought],
    queryFn: () => findMembers(erp, sought),
    enabled: isSearchable,
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  return {
    names: (isSearchable ? found.data : undefined) ?? [],
    state: reading.isFetching
      ? 'reading'
      : known.data === 'none' && !reading.isSuccess
        ? 'notHere'
        : 'ready',
  };
}

import { useTranslation } from 'react-i18next';
import type { KeptSet } from '../../electron/contract/local-copy.ts';
import { useAge } from '../components/age.ts';
import { useFormats } from '../values/formats.ts';
import { partText } from './kept-part.ts';

/** What a kept set is called, and what narrows a part of one. */
export function keptName({ set, part }: KeptSet, labelOf: (set: string) => string): string {
  return part === null ? labelOf(set) : `${labelOf(set)} (${partText(part)})`;
}

/** Says how a kept set fares, with its progress or its age. */
export function useKeptWords(): (kept: KeptSet, isPaused: boolean) => string {
  const { t } = useTranslation();
  const formats = useFormats();
  const age = useAge();
  return (kept, isPaused) => {
    const { status, rows, total, completeAt } = kept;
    const progress =
      total === null
        ? formats.count(rows)
        : t('keep.progress', { rows: formats.count(rows), total: formats.count(total) });
    const isUnderWay = status === 'pulling' || completeAt === null;
    if (status === 'failed') return t('keep.status.failed');
    if (isPaused && isUnderWay) return t('keep.status.paused', { progress });
    if (status === 'pulling') return t('keep.status.pulling', { progress });
    if (completeAt === null) return t('keep.status.waiting');
    const time = age(completeAt);
    return t(status === 'following' ? 'keep.status.following' : 'keep.status.upToDate', { time });
  };
}

import { X } from 'lucide-react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { KeptSet } from '../../electron/contract/local-copy.ts';
import { FailureNotice } from '../components/failure-notice.tsx';
import { partText } from './kept-part.ts';
import { useKeptWords } from './kept-words.ts';

interface KeptPartListProps {
  readonly parts: readonly KeptSet[];
  readonly isPaused: boolean;
  readonly onStop: (part: KeptSet) => void;
}

/** Other rows of the set that are kept: what they are, how they fare, and a way to keep them no longer. */
export function KeptPartList({ parts, isPaused, onStop }: KeptPartListProps) {
  const { t } = useTranslation();
  const words = useKeptWords();
  if (parts.length === 0) return null;
  return (
    <>
      <p className="field-label">{t('keep.parts')}</p>
      <ul className="kept-parts" aria-label={t('keep.parts')}>
        {parts.map((each) => {
          const name = each.part === null ? '' : partText(each.part);
          return (
            <li key={JSON.stringify(each.part)} className="kept-part">
              <span className="kept-part-words">
                {name}
                <span className="quiet">{words(each, isPaused)}</span>
              </span>
              <Button
                className="icon-button"
                aria-label={t('keep.stopPart', { words: name })}
                onPress={() => onStop(each)}
              >
                <X size={14} aria-hidden />
              </Button>
              {each.failure !== null && <FailureNotice failure={each.failure} />}
            </li>
          );
        })}
      </ul>
    </>
  );
}

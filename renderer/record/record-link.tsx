import { Link, Tooltip, TooltipTrigger } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Reference } from '../../electron/contract/rows.ts';
import { useGoing } from '../workspace/going.ts';
import { ReferenceCard } from './reference-card.tsx';

/** A reference that leads to its record: by a click here, with Ctrl in a tab of its own, and by F12. Resting on it tells more. */
export function RecordLink({ reference }: { readonly reference: Reference }) {
  const { t } = useTranslation();
  const going = useGoing();
  const { set, id, text } = reference;
  const go = (isInTab: boolean) => going.toRecord({ set, id, title: text, list: [] }, isInTab);
  return (
    <TooltipTrigger delay={600}>
      <Link
        className="link record-link"
        onPress={({ ctrlKey, metaKey }) => go(ctrlKey || metaKey)}
        onKeyDown={(event) => {
          if (event.key === 'F12') go(false);
          else if (event.key === 'Enter' && event.shiftKey) go(true);
          else event.continuePropagation();
        }}
      >
        {text === null || text === '' ? t('record.unnamed') : text}
      </Link>
      <Tooltip className="reference-tooltip" placement="bottom start" offset={4}>
        <ReferenceCard reference={reference} isAsked={false} />
      </Tooltip>
    </TooltipTrigger>
  );
}

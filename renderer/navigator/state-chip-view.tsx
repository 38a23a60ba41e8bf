import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { ConnectionState } from '../../electron/contract/requests.ts';
import type { SessionState } from '../../electron/contract/session.ts';
import { useAge } from '../components/age.ts';
import { minutesUntil, useClockReading } from '../components/clock-reading.ts';
import { Hinted } from '../components/hinted.tsx';
import { useNow } from '../components/now.ts';
import { useTryAgain } from '../sign-in/try-again.ts';
import { countdown } from '../values/duration.ts';
import type { KeptOffline } from './kept-offline.ts';
import { keptName } from './kept-words.ts';
import { type ChipTold, chipHints, chipOf, chipTold } from './state-chip.ts';

interface StateChipProps {
  readonly session: SessionState;
  readonly connection: ConnectionState;
  /** When the rows on screen were answered, in milliseconds since 1970; null without rows. */
  readonly dataAt: number | null;
  readonly kept: KeptOffline;
  readonly labelOf: (set: string) => string;
}

/** The statement at the right of the title bar; its tooltip says more, and pressing it tries what can be tried. */
export function StateChip({ session, connection, dataAt, kept, labelOf }: StateChipProps) {
  const { t } = useTranslation();
  const age = useAge();
  const tryAgain = useTryAgain();
  const chip = chipOf(session, connection, dataAt);
  const hints = chipHints(session, connection);
  const [before, setBefore] = useState<ChipTold>(null);
  const told = chipTold(chip.words, before);
  if (told !== before) setBefore(told);
  const now = useNow(chip.counting);
  const minutes = useClockReading((at) => minutesUntil(connection.seatUntil, at));
  const time = chip.at === null ? '' : chip.counting ? countdown(chip.at - now) : age(chip.at);
  const ownHint = chip.words === 'offlineSince' ? 'offline' : chip.words;
  const triesAgain = session.status === 'signedInOffline' || hints.includes('renewalOffline');
  return (
    <>
      <Hinted
        hint={
          <>
            <p>{t(`chip.hint.${ownHint}`, { time })}</p>
            {hints.map((hint) => (
              <p key={hint}>{t(`chip.hint.${hint}`, { minutes })}</p>
            ))}
            {ownHint === 'offline' && <KeptHint kept={kept} labelOf={labelOf} />}
            {triesAgain && <p>{t('chip.hint.tryNow')}</p>}
          </>
        }
      >
        {(describedBy) => (
          <Button
            className="chip"
            data-tone={chip.tone}
            data-testid="state-chip"
            aria-describedby={describedBy}
            {...(triesAgain ? { onPress: tryAgain.start, isPending: tryAgain.running } : {})}
          >
            <span className="chip-dot" aria-hidden />
            {t(`chip.${chip.words}`, { time })}
          </Button>
        )}
      </Hinted>
      <output className="visually-hidden" data-live-announcer data-testid="state-told">
        {told === 'online' && t('chip.connecting')}
        {told !== null && told !== 'online' && t(`chip.hint.${told}`)}
      </output>
    </>
  );
}

const mostNames = 6;

/** What can be used without a connection: which sets are here as a whole, and that of others what was seen is. */
function KeptHint({ kept, labelOf }: Pick<StateChipProps, 'kept' | 'labelOf'>) {
  const { t } = useTranslation();
  const complete = kept.sets.filter(({ completeAt }) => completeAt !== null);
  const names = complete.slice(0, mostNames).map((each) => keptName(each, labelOf));
  const more = complete.length > mostNames ? ' …' : '';
  return (
    <>
      {complete.length > 0 && (
        <p>{t('chip.hint.complete', { names: `${names.join(', ')}${more}` })}</p>
      )}
      <p>{t('chip.hint.seenBefore')}</p>
    </>
  );
}

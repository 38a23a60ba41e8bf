import { Button, Tooltip, TooltipTrigger } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { ConnectionState } from '../../electron/contract/requests.ts';
import type { SessionState } from '../../electron/contract/session.ts';
import { minutesUntil, useClockReading } from '../components/clock-reading.ts';
import { useNow } from '../components/now.ts';
import { useTryAgain } from '../sign-in/try-again.ts';
import { countdown } from '../values/duration.ts';
import { useFormats } from '../values/formats.ts';
import { chipHints, chipOf } from './state-chip.ts';

interface StateChipProps {
  readonly session: SessionState;
  readonly connection: ConnectionState;
  /** When the rows on screen were answered, in milliseconds since 1970; null without rows. */
  readonly dataAt: number | null;
}

/** The statement at the right of the title bar; its tooltip says more, and pressing it tries what can be tried. */
export function StateChip({ session, connection, dataAt }: StateChipProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const tryAgain = useTryAgain();
  const chip = chipOf(session, connection, dataAt);
  const hints = chipHints(session, connection);
  const now = useNow(chip.counting);
  const minutes = useClockReading((at) => minutesUntil(connection.seatUntil, at));
  const time =
    chip.at === null ? '' : chip.counting ? countdown(chip.at - now) : formats.date.clock(chip.at);
  const ownHint = chip.words === 'offlineSince' ? 'offline' : chip.words;
  const triesAgain = session.status === 'signedInOffline' || hints.includes('renewalOffline');
  return (
    <TooltipTrigger delay={300}>
      <Button
        className="chip"
        data-tone={chip.tone}
        data-testid="state-chip"
        {...(triesAgain ? { onPress: tryAgain.start, isPending: tryAgain.running } : {})}
      >
        <span className="chip-dot" aria-hidden />
        {t(`chip.${chip.words}`, { time })}
      </Button>
      <Tooltip className="tooltip" offset={6}>
        <p>{t(`chip.hint.${ownHint}`, { time })}</p>
        {hints.map((hint) => (
          <p key={hint}>{t(`chip.hint.${hint}`, { minutes })}</p>
        ))}
        {triesAgain && <p>{t('chip.hint.tryNow')}</p>}
      </Tooltip>
    </TooltipTrigger>
  );
}

import { Button, Tooltip, TooltipTrigger } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useNow } from '../components/now.ts';
import { countdown } from '../values/duration.ts';
import { useFormats } from '../values/formats.ts';
import type { Chip } from './state-chip.ts';

/** The statement at the right of the title bar; its tooltip says a little more. */
export function StateChip({ chip }: { readonly chip: Chip }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow(chip.counting);
  const time =
    chip.at === null ? '' : chip.counting ? countdown(chip.at - now) : formats.date.clock(chip.at);
  const hint = chip.words === 'offlineSince' ? 'offline' : chip.words;
  return (
    <TooltipTrigger delay={300}>
      <Button className="chip" data-tone={chip.tone} data-testid="state-chip">
        <span className="chip-dot" aria-hidden />
        {t(`chip.${chip.words}`, { time })}
      </Button>
      <Tooltip className="tooltip" offset={6}>
        {t(`chip.hint.${hint}`, { time })}
      </Tooltip>
    </TooltipTrigger>
  );
}

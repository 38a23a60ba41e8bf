import { useMutation } from '@tanstack/react-query';
import { HardDriveDownload, Pause, Play } from 'lucide-react';
import {
  Button,
  Dialog,
  DialogTrigger,
  Heading,
  Popover,
  Tooltip,
  TooltipTrigger,
} from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { KeptSet } from '../../electron/contract/local-copy.ts';
import type { EntitySetDetail } from '../../electron/contract/rows.ts';
import { FailureNotice } from '../components/failure-notice.tsx';
import { failureOf, unwrapped, useErp } from '../erp/erp.ts';
import { KeepForm } from './keep-form.tsx';
import { type KeptOffline, keptSet } from './kept-offline.ts';
import { useKeptWords } from './kept-words.ts';
import type { Asking } from './retry-when-back.ts';

interface KeepPanelProps {
  readonly set: EntitySetDetail;
  readonly kept: KeptOffline;
  readonly asking: Asking;
  readonly labelOf: (set: string) => string;
}

/** The button that keeps a navigator offline, and the panel that says what that takes and how it goes. */
export function KeepPanel({ set, kept, asking, labelOf }: KeepPanelProps) {
  const { t } = useTranslation();
  const own = keptSet(kept, set.name);
  const label = t(own === null ? 'keep.button' : 'keep.kept');
  return (
    <DialogTrigger>
      <TooltipTrigger delay={500}>
        <Button
          className="icon-button keep-button"
          aria-label={label}
          data-kept={own !== null || undefined}
          data-testid="keep"
        >
          <HardDriveDownload size={16} aria-hidden />
        </Button>
        <Tooltip className="tooltip" offset={6}>
          {label}
        </Tooltip>
      </TooltipTrigger>
      <Popover className="popover keep-popover" placement="bottom end">
        <Dialog className="keep-panel">
          <Heading slot="title" className="keep-title">
            {label}
          </Heading>
          {own === null ? (
            <KeepForm set={set} asking={asking} labelOf={labelOf} />
          ) : (
            <KeptState own={own} kept={kept} labelOf={labelOf} />
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

interface KeptStateProps {
  readonly own: KeptSet;
  readonly kept: KeptOffline;
  readonly labelOf: (set: string) => string;
}

/** How a kept set fares, with Pause and Stop. */
function KeptState({ own, kept, labelOf }: KeptStateProps) {
  const { t } = useTranslation();
  const erp = useErp();
  const words = useKeptWords();
  const change = useMutation({
    mutationFn: (run: () => Promise<unknown>) => run(),
  });
  const { isPaused } = kept;
  const others = kept.sets.filter(({ along }) => along === own.set);
  const failure = failureOf(change.error);
  return (
    <>
      <p>{words(own, isPaused)}</p>
      {own.failure !== null && <FailureNotice failure={own.failure} />}
      {own.along !== null && (
        <p className="quiet">{t('keep.keptAlong', { set: labelOf(own.along) })}</p>
      )}
      {others.map((each) => (
        <p key={each.set} className="quiet">
          {labelOf(each.set)}: {words(each, isPaused)}
        </p>
      ))}
      {failure !== null && <FailureNotice failure={failure} />}
      <div className="keep-actions">
        <Button
          className="button"
          onPress={() => change.mutate(() => unwrapped(erp.pauseKeeping({ isPaused: !isPaused })))}
        >
          {isPaused ? <Play size={14} aria-hidden /> : <Pause size={14} aria-hidden />}
          {t(isPaused ? 'keep.resume' : 'keep.pause')}
        </Button>
        <Button
          className="button"
          onPress={() => change.mutate(() => unwrapped(erp.stopKeeping({ set: own.set })))}
        >
          {t('keep.stop')}
        </Button>
      </div>
      <p className="field-hint">{t('keep.stopHint')}</p>
    </>
  );
}

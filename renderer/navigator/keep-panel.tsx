import { useMutation } from '@tanstack/react-query';
import { HardDriveDownload, Pause, Play } from 'lucide-react';
import { useState } from 'react';
import { Button, Dialog, DialogTrigger, Heading, Popover } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type {
  KeptPart,
  KeptPictures,
  KeptRows,
  KeptSet,
} from '../../electron/contract/local-copy.ts';
import type { EntitySetDetail } from '../../electron/contract/rows.ts';
import { useCommand } from '../commands/command.ts';
import { FailureNotice } from '../components/failure-notice.tsx';
import { IconButton } from '../components/icon-button.tsx';
import { failureOf, unwrapped, useErp } from '../erp/erp.ts';
import { usePolicy } from '../settings/policy.ts';
import { useFormats } from '../values/formats.ts';
import { KeepForm } from './keep-form.tsx';
import { isShownKept, type KeptOffline, keptAsShown, keptParts } from './kept-offline.ts';
import { partText } from './kept-part.ts';
import { KeptPartList } from './kept-part-list.tsx';
import { useKeptWords } from './kept-words.ts';
import type { Asking } from './retry-when-back.ts';

interface KeepPanelProps {
  readonly set: EntitySetDetail;
  /** The rows on screen; null when they are all rows. */
  readonly shown: KeptPart | null;
  readonly kept: KeptOffline;
  readonly asking: Asking;
  readonly labelOf: (set: string) => string;
}

/** The button that keeps a navigator offline, and the panel that says what that takes and how it goes. */
export function KeepPanel({ set, shown, kept, asking, labelOf }: KeepPanelProps) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const { mayKeepOffline } = usePolicy();
  useCommand('keepOffline', () => setOpen(true));
  const own = keptAsShown(kept, set.name, shown);
  const isKept = isShownKept(kept, set.name, shown);
  const label = t(isKept ? 'keep.kept' : 'keep.button');
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <IconButton
        icon={HardDriveDownload}
        label={label}
        className="keep-button"
        data-kept={isKept || undefined}
        data-testid="keep"
      />
      <Popover className="popover keep-popover" placement="bottom end">
        <Dialog className="keep-panel">
          <Heading slot="title" className="keep-title">
            {label}
          </Heading>
          {own !== null && <KeptState own={own} kept={kept} labelOf={labelOf} />}
          {own === null && isKept && <p className="quiet">{t('keep.among')}</p>}
          {!isKept && mayKeepOffline && (
            <KeepForm set={set} shown={shown} asking={asking} labelOf={labelOf} />
          )}
          {!mayKeepOffline && <p className="quiet">{t('settings.noKeeping')}</p>}
          <OtherParts set={set.name} own={own} kept={kept} />
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
      {own.part !== null && (
        <p className="kept-part-words">{t('keep.theseRows', { words: partText(own.part) })}</p>
      )}
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
      {own.pictures !== undefined && <KeptPicturesLine {...own.pictures} />}
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
          onPress={() => change.mutate(() => unwrapped(erp.stopKeeping(rowsOf(own))))}
        >
          {t('keep.stop')}
        </Button>
      </div>
      <p className="field-hint">{t('keep.stopHint')}</p>
    </>
  );
}

/** What is kept, as it is named when it is to be kept no longer. */
function rowsOf({ set, part }: KeptSet): KeptRows {
  return part === null ? { set } : { set, part };
}

interface OtherPartsProps {
  readonly set: string;
  readonly own: KeptSet | null;
  readonly kept: KeptOffline;
}

/** Other rows of the same set that are kept. */
function OtherParts({ set, own, kept }: OtherPartsProps) {
  const erp = useErp();
  const stop = useMutation({ mutationFn: (rows: KeptRows) => unwrapped(erp.stopKeeping(rows)) });
  const failure = failureOf(stop.error);
  return (
    <>
      <KeptPartList
        parts={keptParts(kept, set).filter((each) => each !== own)}
        isPaused={kept.isPaused}
        onStop={(part) => stop.mutate(rowsOf(part))}
      />
      {failure !== null && <FailureNotice failure={failure} />}
    </>
  );
}

/** How many pictures are kept, and why some are not. */
function KeptPicturesLine({ here, leftOut, isFull }: KeptPictures) {
  const { t } = useTranslation();
  const formats = useFormats();
  const shown = formats.count(leftOut);
  return (
    <>
      <p className="quiet">{t('keep.picturesHere', { count: here, shown: formats.count(here) })}</p>
      {leftOut > 0 && (
        <p className="quiet">{t('keep.picturesLeftOut', { count: leftOut, shown })}</p>
      )}
      {isFull && <p className="quiet">{t('keep.picturesFull')}</p>}
    </>
  );
}

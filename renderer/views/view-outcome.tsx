import { X } from 'lucide-react';
import { useEffect, useEffectEvent } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../components/icon-button.tsx';
import { useFormats } from '../values/formats.ts';
import type { TabViews, ViewOutcome } from './tab-views.ts';

/** What went well goes away by itself; what was lost stays until somebody has seen it. */
const passing: ReadonlySet<ViewOutcome['what']> = new Set([
  'saved',
  'exported',
  'imported',
  'linkCopied',
]);
const patience = 10_000;

/** What became of the last thing that somebody did with views, with Undo where there is one. */
export function ViewOutcomeStrip({ tabViews }: { readonly tabViews: TabViews }) {
  const { t } = useTranslation();
  const { outcome, dismissOutcome } = tabViews;
  const words = useOutcomeWords();
  const dismiss = useEffectEvent(dismissOutcome);
  useEffect(() => {
    if (outcome === null || !passing.has(outcome.what)) return;
    const timer = setTimeout(() => dismiss(), patience);
    return () => clearTimeout(timer);
  }, [outcome]);
  return (
    // It is there before there is something to say, or that would not be read out.
    <div className={outcome === null ? 'visually-hidden' : 'view-outcome'}>
      <output className="view-outcome-words">{outcome !== null && words(outcome)}</output>
      {outcome !== null && 'undo' in outcome && (
        <Button className="button button-small" onPress={outcome.undo}>
          {t('views.undo')}
        </Button>
      )}
      {outcome !== null && (
        <IconButton icon={X} label={t('common.dismiss')} onPress={dismissOutcome} />
      )}
    </div>
  );
}

function useOutcomeWords(): (outcome: ViewOutcome) => string {
  const { t } = useTranslation();
  const formats = useFormats();
  return (outcome) => {
    switch (outcome.what) {
      case 'saved':
      case 'deleted':
        return t(`views.${outcome.what}`, { view: outcome.view.name });
      case 'exported':
      case 'linkCopied':
      case 'linkTooLong':
        return t(`views.${outcome.what}`);
      case 'imported': {
        const { count, elsewhere } = outcome;
        const added = t('views.imported', { count, shown: formats.count(count) });
        return elsewhere ? `${added} ${t('views.importedElsewhere')}` : added;
      }
      case 'failed': {
        const { code } = outcome.failure;
        return `${t(`failure.${code}.title`)} ${t(`failure.${code}.advice`)}`;
      }
    }
  };
}

import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useNow } from './now.ts';

interface LongWaitProps {
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly onCancel: () => void;
}

const patience = 2000;

/** Says how long something takes, and offers to stop it, once it has taken two seconds. */
export function LongWait({ startedAt, onCancel }: LongWaitProps) {
  const { t } = useTranslation();
  const elapsed = useNow(true) - startedAt;
  if (elapsed < patience) return null;
  return (
    <span className="long-wait">
      <span>{t('navigator.elapsed', { seconds: Math.floor(elapsed / 1000) })}</span>
      <Button className="button button-small" onPress={onCancel}>
        {t('common.cancel')}
      </Button>
    </span>
  );
}

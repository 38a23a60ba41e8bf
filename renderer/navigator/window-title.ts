import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

/**
 * Keeps the window's title: what is open, on which instance, then the program.
 *
 * @param open - the open navigator's name; null when none is
 * @param instance - the instance's name; null when none is known
 */
export function useWindowTitle(open: string | null, instance: string | null) {
  const { t } = useTranslation();
  const title = [open, instance, t('app.name')].filter((part) => part !== null).join(' – ');
  useEffect(() => {
    document.title = title;
  }, [title]);
}

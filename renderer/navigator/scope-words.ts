import { useTranslation } from 'react-i18next';
import { useFormats } from '../values/formats.ts';
import type { ShownScope } from './scope.ts';

/** How far an answer goes and why, in words; empty when there is nothing to tell. */
export function useScopeWords(scope: ShownScope | null): string {
  const { t } = useTranslation();
  const formats = useFormats();
  if (scope === null) return '';
  const words = t(`scope.${scope.scope}`, {
    count: scope.rows,
    rows: formats.count(scope.rows),
  });
  return scope.reason === null ? words : `${words} ${t(`scope.reason.${scope.reason}`)}`;
}

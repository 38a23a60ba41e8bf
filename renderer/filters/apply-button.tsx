import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';

/** Applies what an editor says. Inside a form it is what Enter presses. */
export function ApplyButton({ onPress }: { readonly onPress?: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="filter-editor-actions">
      {onPress === undefined ? (
        <Button type="submit" className="button button-primary">
          {t('filters.apply')}
        </Button>
      ) : (
        <Button className="button button-primary" onPress={onPress}>
          {t('filters.apply')}
        </Button>
      )}
    </div>
  );
}

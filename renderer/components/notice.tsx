import { Info, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from './icon-button.tsx';

interface NoticeProps {
  readonly text: string;
  readonly onDismiss: () => void;
}

/** One sentence across the window that can be put away. */
export function Notice({ text, onDismiss }: NoticeProps) {
  const { t } = useTranslation();
  return (
    <div className="notice">
      <Info size={16} aria-hidden />
      <output>{text}</output>
      <IconButton icon={X} label={t('common.dismiss')} onPress={onDismiss} />
    </div>
  );
}

import { ChevronDown, Ellipsis, HardDriveDownload, UserRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { User } from '../../electron/contract/session.ts';
import type { TabViews } from '../views/tab-views.ts';

// Buttons as they look before they can be pressed, so that nothing moves when they can be.

export function AccountMenuPending({ user }: { readonly user: User }) {
  return (
    <button type="button" className="account-button" data-pending disabled>
      <UserRound size={16} aria-hidden />
      <span className="account-name">{user.name}</span>
    </button>
  );
}

export function ViewSelectorPending({ tabViews }: { readonly tabViews: TabViews }) {
  const { t } = useTranslation();
  return (
    <button type="button" className="view-button" data-pending disabled>
      <span className="view-name">{tabViews.current?.name ?? t('views.standard')}</span>{' '}
      {tabViews.isChanged && <span className="view-changed">{t('views.changed')}</span>}
      <ChevronDown size={14} aria-hidden />
    </button>
  );
}

export function KeepPanelPending() {
  const { t } = useTranslation();
  return (
    <button
      type="button"
      className="icon-button keep-button"
      aria-label={t('keep.button')}
      data-pending
      disabled
    >
      <HardDriveDownload size={16} aria-hidden />
    </button>
  );
}

export function ToolMenuPending() {
  const { t } = useTranslation();
  return (
    <button
      type="button"
      className="icon-button tool-menu"
      aria-label={t('navigator.more')}
      data-pending
      disabled
    >
      <Ellipsis size={16} aria-hidden />
    </button>
  );
}

import { Button, DialogTrigger, Popover } from 'react-aria-components';
import { useTranslation } from 'react-i18next';

/** A button that shows what a newer version brings; nothing where the release does not say. */
export function WhatIsNew({ changes }: { readonly changes: string | null }) {
  const { t } = useTranslation();
  if (changes === null) return null;
  return (
    <DialogTrigger>
      <Button className="button button-small" data-pane-entry>
        {t('notices.updateReady.changes')}
      </Button>
      {/* Itself the dialog: beside one in it, what closes it for screen readers would stand in no region. */}
      <Popover
        className="popover"
        placement="top end"
        aria-label={t('notices.updateReady.changes')}
      >
        <div className="what-is-new">{changes}</div>
      </Popover>
    </DialogTrigger>
  );
}

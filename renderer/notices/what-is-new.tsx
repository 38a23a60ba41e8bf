import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
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
      <Popover className="popover" placement="top end">
        <Dialog className="what-is-new" aria-label={t('notices.updateReady.changes')}>
          {changes}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

import { useEffect, useEffectEvent } from 'react';
import type { LinkedRecord } from '../../electron/contract/record-links.ts';
import { useErp } from '../erp/erp.ts';

/**
 * Takes the links to records of an instance that were opened elsewhere: one that has started the app, and those that come while the
 * window is there.
 *
 * @param isReady - there is a workspace to open them in
 */
export function useOpenedLinks(
  host: string,
  isReady: boolean,
  onOpen: (record: LinkedRecord) => void,
) {
  const erp = useErp();
  const take = useEffectEvent(async () => {
    const link = await erp.takeRecordLink({ host });
    if (link.ok && link.value !== null) onOpen(link.value);
  });
  useEffect(() => {
    if (!isReady) return;
    void take();
    return erp.on('recordLinkOpened', () => void take());
  }, [erp, isReady]);
}

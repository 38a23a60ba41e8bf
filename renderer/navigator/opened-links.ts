import { useEffect, useEffectEvent } from 'react';
import type { LinkedPlace } from '../../electron/contract/links.ts';
import { useErp } from '../erp/erp.ts';

/**
 * Takes the links into an instance that were opened elsewhere: one that has started the app, and those that come while the window
 * is there.
 *
 * @param isReady - there is a workspace to open them in
 */
export function useOpenedLinks(
  host: string,
  isReady: boolean,
  onOpen: (place: LinkedPlace) => void,
) {
  const erp = useErp();
  const take = useEffectEvent(async () => {
    const link = await erp.takeLink({ host });
    if (link.ok && link.value !== null) onOpen(link.value);
  });
  useEffect(() => {
    if (!isReady) return;
    void take();
    return erp.on('linkChanged', (waiting) => {
      if (waiting !== null) void take();
    });
  }, [erp, isReady]);
}

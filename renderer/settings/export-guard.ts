import { useEffect } from 'react';

/** How text and pictures leave a page without any command of the window. */
const ways = ['copy', 'cut', 'dragstart'] as const;

/** Fields hold what somebody has typed, and what is made to be dragged within the window is no row. */
function isHarmless(target: EventTarget | null): boolean {
  const isField = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
  const isHandle = target instanceof HTMLElement && target.getAttribute('draggable') === 'true';
  return isField || isHandle;
}

/**
 * Where the organisation wants no rows to be copied, keeps what is selected with the mouse on a record, or a picture that is dragged
 * from it, in the window, too. Rows themselves are copied by a request that the main process refuses.
 */
export function useExportGuard(mayExport: boolean) {
  useEffect(() => {
    if (mayExport) return undefined;
    const keep = (event: Event) => {
      if (!isHarmless(event.target)) event.preventDefault();
    };
    for (const way of ways) document.addEventListener(way, keep, { capture: true });
    return () => {
      for (const way of ways) document.removeEventListener(way, keep, { capture: true });
    };
  }, [mayExport]);
}

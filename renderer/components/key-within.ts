import { type RefObject, useEffect, useEffectEvent } from 'react';

/**
 * Calls `action` when a key is pressed, without others, on what has the focus inside an element, unless something in there has made
 * use of it.
 *
 * @param key - as in `KeyboardEvent.key`
 */
export function useKeyWithin(
  element: RefObject<HTMLElement | null>,
  key: string,
  action: () => void,
) {
  const act = useEffectEvent(action);
  useEffect(() => {
    const target = element.current;
    const onKeyDown = (event: KeyboardEvent) => {
      const isHeld = event.ctrlKey || event.altKey || event.metaKey || event.shiftKey;
      if (event.key !== key || isHeld || event.defaultPrevented) return;
      event.preventDefault();
      act();
    };
    target?.addEventListener('keydown', onKeyDown);
    return () => target?.removeEventListener('keydown', onKeyDown);
  }, [element, key]);
}

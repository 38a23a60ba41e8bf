import { type RefObject, useEffect, useRef } from 'react';

/** For the one thing on a screen that people do next: it has the focus as soon as it is there. */
export function useFocusOnMount<Focusable extends HTMLElement>(): RefObject<Focusable | null> {
  const element = useRef<Focusable>(null);
  useEffect(() => element.current?.focus(), []);
  return element;
}

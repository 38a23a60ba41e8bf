import { type RefObject, useLayoutEffect, useState } from 'react';

/** Where something stands in the window, in CSS pixels. */
export interface Place {
  readonly left: number;
  readonly top: number;
  readonly minWidth: number;
  readonly maxHeight: number;
}

const margin = 8;
const widest = 360;

function placeBelow(anchor: Element): Place {
  const { left, bottom, width } = anchor.getBoundingClientRect();
  const room = Math.max(margin, window.innerWidth - widest - margin);
  return {
    left: Math.min(left, room),
    top: bottom + 2,
    minWidth: width,
    maxHeight: Math.max(120, window.innerHeight - bottom - 3 * margin),
  };
}

/** The place under an element, wherever somebody scrolls; null while nothing is to be placed there. */
export function usePlaceBelow(anchor: RefObject<Element | null>, isShown: boolean): Place | null {
  const [place, setPlace] = useState<Place | null>(null);
  useLayoutEffect(() => {
    if (!isShown) return;
    const put = () => setPlace(anchor.current && placeBelow(anchor.current));
    put();
    window.addEventListener('scroll', put, true);
    window.addEventListener('resize', put);
    return () => {
      window.removeEventListener('scroll', put, true);
      window.removeEventListener('resize', put);
      setPlace(null);
    };
  }, [anchor, isShown]);
  return isShown ? place : null;
}

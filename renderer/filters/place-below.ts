import { type RefObject, useLayoutEffect, useState } from 'react';

/** Where something stands. */
export interface Place {
  /** The part of the window that it belongs to, for those who go from part to part. */
  readonly host: Element;
  readonly style: Style;
}

/** In the window, in CSS pixels. */
interface Style {
  readonly left: number;
  readonly top: number;
  readonly minWidth: number;
  readonly maxHeight: number;
}

const margin = 8;
const widest = 360;

function placeBelow(anchor: Element): Style {
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
    const put = () => {
      const { current } = anchor;
      const host = current?.closest('main') ?? document.body;
      setPlace(current && { host, style: placeBelow(current) });
    };
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

import { type MouseEvent, useEffect, useEffectEvent, useRef, useState } from 'react';

/** A header on its way to another place. */
export interface ColumnDrag {
  readonly from: number;
  /** The place that it would have. */
  readonly to: number;
}

/** So far the mouse moves in a click that is none of a drag, in CSS pixels. */
const clickReach = 5;

/** The place that a column would have if it were let go here; null away from the headers. */
function placeAt(x: number, y: number, from: number): number | null {
  const header = document.elementFromPoint(x, y)?.closest('th[aria-colindex]');
  if (header == null) return null;
  const place = Number(header.getAttribute('aria-colindex')) - 1;
  const { left, width } = header.getBoundingClientRect();
  const isBehind = x > left + width / 2;
  if (place < from) return isBehind ? place + 1 : place;
  return place > from && !isBehind ? place - 1 : place;
}

/** Lets somebody drag a header to another place. */
export function useColumnDrag(onMove: (drag: ColumnDrag) => void) {
  const [pressed, setPressed] = useState<{ readonly place: number; readonly x: number } | null>(
    null,
  );
  const [drag, setDrag] = useState<ColumnDrag | null>(null);
  /** What the mouse was let go of was dragged, so that the click that follows is none. */
  const hasDragged = useRef(false);

  const onMouseMove = useEffectEvent((event: globalThis.MouseEvent) => {
    if (pressed === null) return;
    if (drag === null && Math.abs(event.clientX - pressed.x) < clickReach) return;
    const to = placeAt(event.clientX, event.clientY, pressed.place);
    setDrag({ from: pressed.place, to: to ?? pressed.place });
  });
  const onMouseUp = useEffectEvent(() => {
    hasDragged.current = drag !== null;
    if (drag !== null && drag.to !== drag.from) onMove(drag);
    setPressed(null);
    setDrag(null);
  });
  const isPressed = pressed !== null;
  useEffect(() => {
    if (!isPressed) return;
    const move = (event: globalThis.MouseEvent) => onMouseMove(event);
    const up = () => onMouseUp();
    window.addEventListener('mousemove', move);
    window.addEventListener('mouseup', up);
    return () => {
      window.removeEventListener('mousemove', move);
      window.removeEventListener('mouseup', up);
    };
  }, [isPressed]);

  return {
    drag,
    wasDrag: () => hasDragged.current,
    press: (place: number, { clientX, button }: MouseEvent) => {
      hasDragged.current = false;
      if (button === 0) setPressed({ place, x: clientX });
    },
  };
}

import { useEffect, useEffectEvent } from 'react';

/** As in `MouseEvent.button`: the buttons at the side of a mouse. */
const backButton = 3;
const forwardButton = 4;

/** Goes back and forward with the buttons at the side of a mouse, as browsers do. */
export function useMouseHistory(back: () => void, forward: () => void) {
  const goOn = useEffectEvent((button: number) => {
    if (button === backButton) back();
    else if (button === forwardButton) forward();
  });
  useEffect(() => {
    const onMouseUp = ({ button }: MouseEvent) => goOn(button);
    window.addEventListener('mouseup', onMouseUp);
    return () => window.removeEventListener('mouseup', onMouseUp);
  }, []);
}

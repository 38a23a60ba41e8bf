import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react';
import { Tooltip, TooltipTrigger } from 'react-aria-components';
import type { Reference, Row } from '../../electron/contract/rows.ts';
import { useCommand, useCommands } from '../commands/command.ts';
import { shortcutsOf } from '../commands/commands.ts';
import { after } from '../components/after.ts';
import { matchesShortcut } from '../components/shortcut.ts';
import { cellAt } from '../grid/grid-target.ts';
import { ReferenceCard } from './reference-card.tsx';

interface ReferenceHoverProps {
  /** What holds the grid. */
  readonly frame: RefObject<HTMLElement | null>;
  readonly rowAt: (place: number) => Row | undefined;
}

/** Who rests on a cell wants to know; who passes by does not. */
const restMs = 600;

/** A cell that refers to a record, where it is drawn. */
interface ReferringCell {
  readonly element: Element;
  readonly reference: Reference;
  /** Somebody asked for it by keyboard. */
  readonly isAsked: boolean;
}

/** Shows what a cell refers to: when the mouse rests on it, and for the active cell on demand. */
export function ReferenceHover({ frame, rowAt }: ReferenceHoverProps) {
  const { platform } = useCommands();
  const [cell, setCell] = useState<ReferringCell | null>(null);
  const anchor = useRef<Element | null>(null);
  const card = useRef<HTMLDivElement>(null);
  const rested = useRef<() => void>(() => undefined);

  function cellOf(element: Element | null, isAsked: boolean): ReferringCell | null {
    const place = element === null ? null : cellAt(element);
    if (element === null || place === null || place.row === 0) return null;
    const value = rowAt(place.row - 1)?.cells[place.column];
    const isReference = typeof value === 'object' && value !== null && 'set' in value;
    return isReference ? { element, reference: value, isAsked } : null;
  }

  function show(next: ReferringCell | null) {
    rested.current();
    anchor.current = next?.element ?? null;
    setCell(next);
  }

  /** @returns whether the active cell refers to anything */
  function showActive(): boolean {
    const grid = frame.current?.querySelector('[aria-activedescendant]');
    const id = grid?.getAttribute('aria-activedescendant') ?? '';
    const next = cell === null ? cellOf(document.getElementById(id), true) : null;
    show(next);
    return next !== null;
  }
  useCommand('referenceCard', showActive, { hearsOwnKeys: true });

  const onMouseOver = useEffectEvent(({ target }: MouseEvent) => {
    if (cellUnder(target) !== anchor.current) show(null);
  });
  const onMouseMove = useEffectEvent(({ target, movementX, movementY }: MouseEvent) => {
    const under = cellUnder(target);
    // Rows that come to lie under a mouse that lies still were not pointed at.
    if ((movementX === 0 && movementY === 0) || under === anchor.current) return;
    rested.current();
    const next = cellOf(under, false);
    if (next !== null) rested.current = after(restMs, () => show(next));
  });
  const onMouseLeave = useEffectEvent(({ relatedTarget }: MouseEvent) => {
    const isOnCard = relatedTarget instanceof Node && card.current?.contains(relatedTarget);
    if (isOnCard !== true) show(null);
  });
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    const keys = shortcutsOf('referenceCard', platform);
    const isAsked = keys.some((each) => matchesShortcut(each, event));
    const isSeen = card.current !== null && card.current.childElementCount > 0;
    if (isAsked) showActive();
    else show(null);
    // Esc takes away what is nearest, and that was the card.
    if (isAsked || (isSeen && event.key === 'Escape')) event.preventDefault();
  });
  const onGone = useEffectEvent(() => show(null));

  useEffect(() => {
    const { current } = frame;
    if (current === null) return;
    const heard = new AbortController();
    const { signal } = heard;
    current.addEventListener('mouseover', (event) => onMouseOver(event), { signal });
    current.addEventListener('mousemove', (event) => onMouseMove(event), { signal });
    current.addEventListener('mouseleave', (event) => onMouseLeave(event), { signal });
    current.addEventListener('keydown', (event) => onKeyDown(event), { signal });
    current.addEventListener('mousedown', () => onGone(), { signal });
    current.addEventListener('scroll', () => onGone(), { signal, capture: true });
    return () => {
      heard.abort();
      rested.current();
    };
  }, [frame]);

  if (cell === null) return null;
  return (
    <TooltipTrigger isOpen onOpenChange={() => show(null)}>
      <Tooltip
        ref={card}
        className="reference-tooltip"
        triggerRef={anchor}
        placement="bottom start"
        offset={2}
        onMouseLeave={() => show(null)}
      >
        <ReferenceCard reference={cell.reference} isAsked={cell.isAsked} />
      </Tooltip>
    </TooltipTrigger>
  );
}

function cellUnder(target: EventTarget | null): Element | null {
  return target instanceof Element ? target.closest('.grid-cell') : null;
}

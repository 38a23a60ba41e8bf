import { useEffect, useRef } from 'react';

/** A key that works everywhere in the window; Ctrl is the command key on a Mac. */
export interface Shortcut {
  /** As in `KeyboardEvent.key` or, for letters, `KeyboardEvent.code` without `Key`, so that Cyrillic layouts work. */
  readonly key: string;
  readonly ctrl?: boolean;
  readonly shift?: boolean;
  readonly alt?: boolean;
}

/** Places of the keys that are no letters, for layouts that write something else there. */
const codes: Readonly<Record<string, string>> = {
  ',': 'Comma',
  '-': 'Minus',
  '=': 'Equal',
  '0': 'Digit0',
  '[': 'BracketLeft',
  ']': 'BracketRight',
};

/** Whether a pressed key is the shortcut. */
export function matchesShortcut(
  { key, ctrl = false, shift = false, alt = false }: Shortcut,
  event: Pick<KeyboardEvent, 'key' | 'code' | 'altKey' | 'shiftKey' | 'ctrlKey' | 'metaKey'>,
): boolean {
  if (event.altKey !== alt || event.shiftKey !== shift) return false;
  if ((event.ctrlKey || event.metaKey) !== ctrl) return false;
  return event.key === key || event.code === (codes[key] ?? `Key${key}`);
}

/**
 * Calls `action` when the shortcut is pressed anywhere in the window, and keeps the browser's own meaning away.
 *
 * Ctrl+1…9, Ctrl+0, Ctrl+D, Ctrl+Enter and Ctrl+' change documents in ERP.net's own clients and are never bound here.
 */
export function useShortcut(
  { key, ctrl = false, shift = false, alt = false }: Shortcut,
  action: () => void,
) {
  const latest = useRef(action);
  useEffect(() => {
    latest.current = action;
  }, [action]);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!matchesShortcut({ key, ctrl, shift, alt }, event)) return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [key, ctrl, shift, alt]);
}

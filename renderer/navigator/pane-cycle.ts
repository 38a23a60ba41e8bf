import { useEffect } from 'react';
import { useCommand } from '../commands/command.ts';

/**
 * F6 and Shift+F6 go from pane to pane, and a pane keeps the focus when the element that had it goes. A pane is an
 * element with `data-pane`; inside it the first element with `data-pane-entry` takes the focus.
 */
export function usePanes() {
  useCommand('nextPane', () => enterPane(1));
  useCommand('previousPane', () => enterPane(-1));
  useEffect(keepFocusInPane, []);
}

function enterPane(step: 1 | -1) {
  const entries = [...document.querySelectorAll('[data-pane]')].flatMap((pane) => {
    const entry = entryOf(pane);
    return entry === null ? [] : [{ pane, entry }];
  });
  // Of panes in one another the inner one counts, and it comes after the outer one.
  const current = entries.findLastIndex(({ pane }) => pane.contains(document.activeElement));
  const next = current < 0 && step < 0 ? entries.length - 1 : current + step;
  entries.at(next % Math.max(entries.length, 1))?.entry.focus();
}

/** Where the focus goes in a pane; null when nothing there takes it now. */
function entryOf(pane: Element): HTMLElement | null {
  const entry = pane.querySelector('[data-pane-entry]');
  if (!(entry instanceof HTMLElement) || entry.closest('[inert]') !== null) return null;
  // The windows of other accounts are in the page too, hidden.
  return entry.checkVisibility() ? entry : null;
}

/**
 * Watches for a focused element that is taken out of the page, such as a Cancel with nothing left to cancel. Browsers
 * then focus nothing, and whoever works with the keyboard starts from the top of the window.
 *
 * @returns stops watching
 */
function keepFocusInPane(): () => void {
  let last: { element: Element; pane: Element } | null = null;
  const onFocus = ({ target }: FocusEvent) => {
    const pane = target instanceof Element ? target.closest('[data-pane]') : null;
    last = target instanceof Element && pane !== null ? { element: target, pane } : null;
  };
  // The pane may have nothing to focus until its rows are there, so every change is looked at until somebody has the focus.
  const changes = new MutationObserver(() => {
    if (last === null || last.element.isConnected || !last.pane.isConnected) return;
    if (document.activeElement === document.body) entryOf(last.pane)?.focus();
  });
  document.addEventListener('focusin', onFocus);
  changes.observe(document.body, { childList: true, subtree: true });
  return () => {
    document.removeEventListener('focusin', onFocus);
    changes.disconnect();
  };
}

import { useShortcut } from '../components/shortcut.ts';

/**
 * F6 and Shift+F6 go from pane to pane. A pane is an element with `data-pane`; inside it the element with
 * `data-pane-entry` takes the focus.
 */
export function usePaneCycle() {
  useShortcut({ key: 'F6' }, () => enterPane(1));
  useShortcut({ key: 'F6', shift: true }, () => enterPane(-1));
}

function enterPane(step: 1 | -1) {
  const entries = [...document.querySelectorAll('[data-pane]')].flatMap((pane) => {
    const entry = pane.querySelector('[data-pane-entry]');
    return entry instanceof HTMLElement && entry.closest('[inert]') === null
      ? [{ pane, entry }]
      : [];
  });
  const current = entries.findIndex(({ pane }) => pane.contains(document.activeElement));
  const next = current < 0 && step < 0 ? entries.length - 1 : current + step;
  entries.at(next % Math.max(entries.length, 1))?.entry.focus();
}

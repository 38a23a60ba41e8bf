/** Puts the focus into the rows of the open navigator; does nothing when none are there. */
export function focusRows() {
  const entry = document.querySelector('.navigator-body [data-pane-entry]');
  if (entry instanceof HTMLElement) entry.focus();
}

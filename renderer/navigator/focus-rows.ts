/** Puts the focus into the rows of the open navigator, or on what to do instead; does nothing when neither is there. */
export function focusRows() {
  focusFirst('.navigator-body [data-pane-entry]');
}

/** Puts the focus where a navigator is looked for. */
export function focusSetSearch() {
  focusFirst('.set-list [data-pane-entry]');
}

function focusFirst(selector: string) {
  const entry = document.querySelector(selector);
  if (entry instanceof HTMLElement) entry.focus();
}

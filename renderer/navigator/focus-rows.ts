/** Puts the focus into the rows of the open navigator, or on what to do instead; does nothing when neither is there. */
export function focusRows() {
  focusFirst('.navigator-body [data-pane-entry], .open-record [data-pane-entry]');
}

/** As {@link focusRows}, unless somebody is working elsewhere in the window. */
export function focusRowsIfLost() {
  const { activeElement } = document;
  const isLost =
    activeElement === null || activeElement === document.body || !activeElement.checkVisibility();
  if (isLost) focusRows();
}

/** Puts the focus where a navigator is looked for. */
export function focusSetSearch() {
  focusFirst('.set-list [data-pane-entry]');
}

// The windows of other accounts are in the page too, hidden.
function focusFirst(selector: string) {
  const entries = [...document.querySelectorAll(selector)];
  const entry = entries.find((element) => element.checkVisibility());
  if (entry instanceof HTMLElement) entry.focus();
}

/** Puts the focus into the filter field of a column in the open navigator, as far as it is shown there. */
export function focusFilter(path: string) {
  const fields = [...document.querySelectorAll<HTMLInputElement>('.filter-field')];
  // The windows of other accounts are in the page too, hidden.
  const field = fields.find((each) => each.dataset.column === path && each.checkVisibility());
  field?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  field?.select();
}

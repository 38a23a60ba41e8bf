/** Puts the focus into the filter field of a column in the open navigator; false when it is not shown there. */
export function focusFilter(path: string): boolean {
  return select('.filter-row .filter-field', ({ dataset }) => dataset.column === path);
}

/** Puts the focus into the search box of the open navigator. */
export function focusSearch(): boolean {
  return select('.navigator-toolbar .search-box-input', () => true);
}

function select(selector: string, isMeant: (field: HTMLInputElement) => boolean): boolean {
  const fields = [...document.querySelectorAll<HTMLInputElement>(selector)];
  // The windows of other accounts are in the page too, hidden.
  const field = fields.find((each) => isMeant(each) && each.checkVisibility());
  field?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  field?.select();
  return field !== undefined;
}

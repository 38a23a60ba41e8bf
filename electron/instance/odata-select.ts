import type { ServerQuery } from './server-query.ts';

/** Members of one set that come along, and what is expanded below them. */
export interface Selected {
  readonly names: Set<string>;
  readonly below: Map<string, Selected>;
}

/** @param references fields that are references, as paths */
export function selectedFields(
  fields: ServerQuery['fields'],
  references: ReadonlySet<string>,
): Selected {
  const root: Selected = { names: new Set(), below: new Map() };
  for (const names of fields) {
    let level = root;
    for (const [index, name] of names.entries()) {
      const isLast = index === names.length - 1;
      // A reference at the end of a path is shown by its display text, like one of the row itself.
      const isExpanded = !isLast || references.has(names.join('/'));
      if (isLast || level === root) level.names.add(name);
      if (!isExpanded) continue;
      // Without a choice the server would send all that a row has; every row that is referred to has a display text.
      const next = level.below.get(name) ?? { names: new Set(['DisplayText']), below: new Map() };
      level.below.set(name, next);
      level = next;
    }
  }
  return root;
}

/** `$expand` of what is selected below a set; empty for nothing. */
export function expandText({ below }: Selected): string {
  const items = [...below].map(([name, selected]) => {
    const deeper = expandText(selected);
    const select = `$select=${[...selected.names].join(',')}`;
    return `${name}(${select}${deeper === '' ? '' : `;$expand=${deeper}`})`;
  });
  return items.join(',');
}

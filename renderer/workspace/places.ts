import type { Workspace } from '../../electron/contract/workspace.ts';

/** The order of a navigator's rows; null for the instance's own. */
export type Order = NonNullable<Workspace['navigator']>['order'];

const mostRecent = 20;
const mostStarred = 200;

/** Opens a navigator without search and order; nothing changes when it is open already. */
export function opened(workspace: Workspace, set: string): Workspace {
  return {
    ...workspace,
    navigator:
      workspace.navigator?.set === set ? workspace.navigator : { set, search: '', order: null },
    recent: [set, ...workspace.recent.filter((other) => other !== set)].slice(0, mostRecent),
  };
}

/** Puts the star on a set, or takes it off. */
export function starToggled(workspace: Workspace, set: string): Workspace {
  const others = workspace.starred.filter((other) => other !== set);
  return {
    ...workspace,
    starred:
      others.length < workspace.starred.length ? others : [...others, set].slice(-mostStarred),
  };
}

/** Searches in the open navigator. */
export function searched(workspace: Workspace, search: string): Workspace {
  return workspace.navigator === null
    ? workspace
    : { ...workspace, navigator: { ...workspace.navigator, search } };
}

/** Orders the open navigator. */
export function ordered(workspace: Workspace, order: Order): Workspace {
  return workspace.navigator === null
    ? workspace
    : { ...workspace, navigator: { ...workspace.navigator, order } };
}

/** Keeps the widths of a set's columns, in CSS pixels. */
export function widened(
  workspace: Workspace,
  set: string,
  widths: Readonly<Record<string, number>>,
): Workspace {
  return { ...workspace, columnWidths: { ...workspace.columnWidths, [set]: { ...widths } } };
}

/** The order after a click on a column: ascending, then descending, then the instance's own. */
export function orderAfter(order: Order, column: string): Order {
  if (order?.column !== column) return { column, direction: 'ascending' };
  return order.direction === 'ascending' ? { column, direction: 'descending' } : null;
}

import type { Workspace } from '../../electron/contract/workspace.ts';

const mostStarred = 200;

/** Puts the star on a set, or takes it off. */
export function starToggled(workspace: Workspace, set: string): Workspace {
  const others = workspace.starred.filter((other) => other !== set);
  return {
    ...workspace,
    starred:
      others.length < workspace.starred.length ? others : [...others, set].slice(-mostStarred),
  };
}

/** Keeps the widths of a set's columns, in CSS pixels. */
export function widened(
  workspace: Workspace,
  set: string,
  widths: Readonly<Record<string, number>>,
): Workspace {
  return { ...workspace, columnWidths: { ...workspace.columnWidths, [set]: { ...widths } } };
}

const longestTitle = 500;

/** What a record is called, as far as the workspace has room for it; null while nobody knows. */
export function keptTitle(title: string | null): string | null {
  return title?.slice(0, longestTitle).toWellFormed() ?? null;
}

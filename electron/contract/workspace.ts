import { z } from 'zod';
import { orderItem } from './query.ts';

const setName = z.string().max(200);
const columnName = z.string().max(200);

/** One open navigator: what it asks for, and where somebody was in it. */
export const navigatorTab = z.object({
  /** Unique in the workspace. */
  id: z.string().min(1).max(64),
  set: setName,
  search: z.string().max(500),
  /** What the filter row says, by column, as it was typed: `(last month)` stays that. */
  filters: z.record(columnName, z.string().max(500)),
  /** What was typed into the filter row and search box, and not applied yet. */
  drafts: z.record(columnName, z.string().max(500)),
  order: z.array(orderItem).max(10),
  /** The first row in sight, from 0, and CSS pixels from the left edge. */
  scroll: z.object({ row: z.number().int().nonnegative(), left: z.number().nonnegative() }),
  /** The cell with the cursor: its row by place and, if it has one, by id; null before anybody went there. */
  active: z
    .object({
      row: z.number().int().nonnegative(),
      id: z.string().max(200).nullable(),
      column: columnName,
    })
    .nullable(),
});

/** One open navigator. */
export type NavigatorTab = z.infer<typeof navigatorTab>;

/** What one account had open, so that quitting and starting again loses no place. */
export const workspaceSchema = z.object({
  /** The open navigators, in the order of their tabs. */
  tabs: z.array(navigatorTab).max(50),
  /** The tab that is looked at; null when none is open. */
  current: z.string().max(64).nullable(),
  /** Entity sets opened lately, newest first. */
  recent: z.array(setName).max(20),
  starred: z.array(setName).max(200),
  /** Column widths in CSS pixels, by entity set and column. */
  columnWidths: z.record(setName, z.record(columnName, z.number().min(20).max(2000))),
});

/** What one account had open. */
export type Workspace = z.infer<typeof workspaceSchema>;

/** Arguments of `saveWorkspace`: a save that comes late, when another account is in force, must not become that one's. */
export const saveWorkspaceArguments = z.strictObject({
  accountKey: z.string().max(64),
  workspace: workspaceSchema,
});

/** A workspace in which nothing was opened yet. */
export const emptyWorkspace: Workspace = {
  tabs: [],
  current: null,
  recent: [],
  starred: [],
  columnWidths: {},
};

import { z } from 'zod';
import { chosenRecord, columnPath, condition, orderItem } from './query.ts';

const setName = z.string().max(200);
const columnName = z.string().max(1100);

/** A record that was chosen for a filter, with the words that it is shown by. */
const chosenWithText = chosenRecord.extend({ text: z.string().max(500) });

/** What a navigator shows, and of which rows: a tab has one of these, and a view keeps one under a name. */
export const navigatorContent = z.object({
  /** Columns from left to right, with paths to those of what a reference leads to; null for the model's choice. */
  columns: z.array(columnPath).min(1).max(200).nullable().default(null),
  /** How many of the first columns stay in sight when somebody scrolls to the right. */
  frozen: z.number().int().min(0).max(10).default(1),
  search: z.string().max(500),
  /** What the filter row says, by column, as it was typed: `(last month)` stays that. */
  filters: z.record(columnName, z.string().max(500)),
  /** Records chosen in the filter row, by column: each is as good as what was typed. */
  chosen: z.record(columnName, z.array(chosenWithText).min(1).max(100)).default({}),
  /** Groups of the advanced filter, which must all hold; in each, one condition is enough. */
  advanced: z.array(z.array(condition).min(1).max(50)).max(50).default([]),
  order: z.array(orderItem).max(10),
  hasFilterRow: z.boolean().default(true),
  hasTotals: z.boolean().default(false),
});

/** What a navigator shows, and of which rows. */
export type NavigatorContent = z.infer<typeof navigatorContent>;

/** One open navigator: what it shows, and where somebody was in it. */
export const navigatorTab = navigatorContent.extend({
  /** Unique in the workspace. */
  id: z.string().min(1).max(64),
  set: setName,
  /** The view that it shows, maybe changed since; null for the standard one. */
  view: z.string().max(64).nullable().default(null),
  /** What was typed into the filter row and search box, and not applied yet. */
  drafts: z.record(columnName, z.string().max(500)),
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

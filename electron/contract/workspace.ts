import { z } from 'zod';
import { columnTotals } from './column-total.ts';
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
  /** What the totals tell of a column, where somebody has chosen something else than the usual. */
  totals: z.record(columnName, z.enum(columnTotals)).default({}),
});

/** What a navigator shows, and of which rows. */
export type NavigatorContent = z.infer<typeof navigatorContent>;

/** A navigator as a place that one can come back to: what it shows, and where somebody was in it. */
const navigatorPlace = navigatorContent.extend({
  kind: z.literal('navigator').default('navigator'),
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
  /** The record of the active row is shown beside the rows. */
  hasDetails: z.boolean().default(false),
});

/** A record as a place that one can come back to. */
const recordPlace = z.object({
  kind: z.literal('record'),
  set: setName,
  recordId: z.string().min(1).max(200),
  /** What it was called when it was seen last; null when nobody knows. */
  title: z.string().max(500).nullable(),
  /** What is open below its fields, a child collection for example; null for the first of them. */
  part: z.string().max(200).nullable(),
  /** CSS pixels from the top. */
  top: z.number().nonnegative(),
  /** Ids of the list that it was opened from, around it, for the way to the next and the previous one. */
  list: z.array(z.string().min(1).max(200)).max(100),
});

/** What a tab can show. */
const place = z.union([recordPlace, navigatorPlace]);
const places = z.array(place).max(20).default([]);

const tabFields = {
  /** Unique in the workspace. */
  id: z.string().min(1).max(64),
  /** Where one comes to by going back, the nearest last. */
  past: places,
  /** Where one comes to by going forward again, the nearest last. */
  future: places,
};
const navigatorTab = navigatorPlace.extend(tabFields);
const recordTab = recordPlace.extend(tabFields);

/** A navigator as a place that one can come back to. */
export type NavigatorPlace = z.infer<typeof navigatorPlace>;
/** A record as a place that one can come back to. */
export type RecordPlace = z.infer<typeof recordPlace>;
/** What a tab can show. */
export type Place = z.infer<typeof place>;
/** A tab that shows a navigator. */
export type NavigatorTab = z.infer<typeof navigatorTab>;
/** A tab that shows a record. */
export type RecordTab = z.infer<typeof recordTab>;
/** What a tab shows, and where one comes to from there. */
export type Tab = NavigatorTab | RecordTab;

/** What one account had open, so that quitting and starting again loses no place. */
export const workspaceSchema = z.object({
  /** What is open, in the order of the tabs. */
  tabs: z.array(z.union([recordTab, navigatorTab])).max(50),
  /** The tab that is looked at; null when none is open. */
  current: z.string().max(64).nullable(),
  /** Entity sets opened lately, newest first. */
  recent: z.array(setName).max(20),
  /** Records of tabs that were closed, newest first; absent before there were any. */
  recentRecords: z
    .array(
      z.object({
        set: setName,
        id: z.string().min(1).max(200),
        title: z.string().max(500),
      }),
    )
    .max(20)
    .exactOptional(),
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

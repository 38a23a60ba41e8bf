import { z } from 'zod';

const setName = z.string().max(200);

/** What one account had open, so that quitting and starting again loses no place. */
export const workspaceSchema = z.object({
  /** The open navigator; null when none is. */
  navigator: z
    .object({
      set: setName,
      search: z.string().max(500),
      order: z
        .object({ column: z.string().max(200), direction: z.enum(['ascending', 'descending']) })
        .nullable(),
    })
    .nullable(),
  /** Entity sets opened lately, newest first. */
  recent: z.array(setName).max(20),
  starred: z.array(setName).max(200),
  /** Column widths in CSS pixels, by entity set and column. */
  columnWidths: z.record(setName, z.record(z.string().max(200), z.number().min(20).max(2000))),
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
  navigator: null,
  recent: [],
  starred: [],
  columnWidths: {},
};

import { z } from 'zod';
import { navigatorContent } from './workspace.ts';

/** What people call a view: one line. */
const viewName = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^[^\p{Cc}]+$/u);

/** The set of a view, by its technical name. */
const viewedSet = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,199}$/);

/** A view without what only means something on the computer where it was made. */
export const portableView = z.object({
  set: viewedSet,
  name: viewName,
  /** What the navigator shows; filters as they were typed, so `(last month)` is another one next month. */
  content: navigatorContent,
  /** Widths of the columns that somebody has changed, in CSS pixels. */
  columnWidths: z.record(z.string().max(1100), z.number().min(20).max(2000)),
});

/** A view without what only means something on the computer where it was made. */
export type PortableView = z.infer<typeof portableView>;

/** What a navigator of one set shows, under a name. */
export const view = portableView.extend({
  /** Unique in the account. */
  id: z.string().min(1).max(64),
  /** The set opens with it; at most one of each set. */
  isDefault: z.boolean(),
});

/** What a navigator of one set shows, under a name. */
export type View = z.infer<typeof view>;

/** How many views an account can have. */
export const mostViews = 500;

const accountKey = z.string().max(64);
const viewId = z.string().max(64);

/** Arguments of the requests for views: one that comes late, when another account is in force, must not touch that one's. */
export const viewsArguments = z.strictObject({ accountKey });

/** Arguments of `saveView`: a new one, or one in the place of the one with its id. */
export const saveViewArguments = z.strictObject({ accountKey, view });

/** Arguments of `deleteView`. */
export const deleteViewArguments = z.strictObject({ accountKey, id: viewId });

/** Arguments of `exportViews`. */
export const exportViewsArguments = z.strictObject({
  accountKey,
  ids: z.array(viewId).min(1).max(mostViews),
  /** What the file is called unless somebody chooses another name, without its ending. */
  fileName: z.string().min(1).max(200),
});

/** What became of an import. */
export interface ImportedViews {
  /** All views of the account. */
  readonly views: readonly View[];
  /** Ids of those that came out of the file; none when nobody chose one. */
  readonly imported: readonly string[];
}

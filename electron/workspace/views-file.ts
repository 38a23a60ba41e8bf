import { z } from 'zod';
import { failure, type Result, success } from '../contract/result.ts';
import { mostViews, type PortableView, portableView, type View } from '../contract/views.ts';
import { parsedJson } from '../disk/parsed-json.ts';

/** How large a file of views may be, in bytes: a view with everything in it takes a few thousand. */
export const mostBytes = 2_000_000;

const format = 'navigator-for-erp.net views';
const version = 1;

const heading = z.object({ format: z.literal(format), version: z.number() });
const content = z.object({ views: z.array(portableView).min(1).max(mostViews) });

/**
 * Writes views for a colleague: sets, names, and what they show. Nothing of the account goes along, but what was typed into
 * filters and the names of records that were chosen there do.
 */
export function viewsFileText(views: readonly View[]): string {
  const portable = views.map(
    ({ set, name, content: shown, columnWidths }): PortableView => ({
      set,
      name,
      content: shown,
      columnWidths,
    }),
  );
  return `${JSON.stringify({ format, version, views: portable }, null, 2)}\n`;
}

/** Reads such a file. Failures: `fileNotUnderstood`, and `fileTooNew` for one that a later version of the app wrote. */
export function readViewsFile(text: string): Result<readonly PortableView[]> {
  // Windows editors like to begin a file with a byte order mark.
  const json = text.replace(/^\uFEFF/, '');
  const head = parsedJson(json, heading);
  if (head === undefined) return failure({ code: 'fileNotUnderstood', detail: 'format' });
  if (head.version !== version) return failure({ code: 'fileTooNew' });
  const file = parsedJson(json, content);
  return file === undefined
    ? failure({ code: 'fileNotUnderstood', detail: 'views' })
    : success(file.views);
}

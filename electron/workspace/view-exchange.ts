import { failure, type Result, success } from '../contract/result.ts';
import type { ImportedViews } from '../contract/views.ts';
import type { Disk } from '../disk/atomic-file.ts';
import type { ReadChosenFile } from '../disk/chosen-file.ts';
import type { FileDialogs } from '../shell/file-dialogs.ts';
import type { KeptViews } from './kept-views.ts';
import { mostBytes, readViewsFile, viewsFileText } from './views-file.ts';

/** Gives views to colleagues, and takes theirs. */
export interface ViewExchange {
  /**
   * Asks for a file and writes views to it. Failures: `notFound` when there is none of these views any more, `fileNotWritten`, and
   * those of reading views.
   */
  export(
    views: KeptViews,
    wish: { readonly ids: readonly string[]; readonly fileName: string },
  ): Promise<Result<{ readonly isSaved: boolean }>>;
  /** Asks for a file and adds its views. Failures: those of {@link readViewsFile}, of reading a file and of adding views. */
  import(views: KeptViews): Promise<Result<ImportedViews>>;
}

/** Puts dialogs and files together. */
export function createViewExchange(parts: {
  readonly dialogs: FileDialogs;
  readonly disk: Pick<Disk, 'write'>;
  readonly readFile: ReadChosenFile;
}): ViewExchange {
  const { dialogs, disk, readFile } = parts;
  return {
    async export(views, { ids, fileName }) {
      const all = await views.read();
      if (!all.ok) return all;
      const wished = all.value.filter(({ id }) => ids.includes(id));
      if (wished.length === 0) return failure({ code: 'notFound' });
      const path = await dialogs.fileToSave(fileName);
      if (path === null) return success({ isSaved: false });
      try {
        await disk.write(path, viewsFileText(wished));
        return success({ isSaved: true });
      } catch {
        return failure({ code: 'fileNotWritten' });
      }
    },

    async import(views) {
      const before = await views.read();
      if (!before.ok) return before;
      const path = await dialogs.fileToOpen();
      if (path === null) return success({ views: before.value, imported: [] });
      const text = await readFile(path, mostBytes);
      if (!text.ok) return text;
      const found = readViewsFile(text.value);
      if (!found.ok) return found;
      const addition = await views.add(found.value);
      if (!addition.ok) return addition;
      return success({ views: addition.value.views, imported: addition.value.added });
    },
  };
}

import { join } from 'node:path';
import { failure, type Result, success } from '../contract/result.ts';
import { emptyWorkspace, type Workspace, workspaceSchema } from '../contract/workspace.ts';
import type { Disk } from '../disk/atomic-file.ts';
import { readJsonFile } from '../disk/json-file.ts';

/** What each account had open, a file an account. */
export interface Workspaces {
  /** The account's workspace; an empty one when there is none or its file is broken (which is then put aside). */
  read(accountKey: string): Promise<Workspace>;
  /** Writes the account's workspace. @returns `storageFailed` when the disk refuses */
  write(accountKey: string, workspace: Workspace): Promise<Result<null>>;
}

/**
 * Keeps workspaces as JSON in a folder. They name entity sets and words that the user searched for, no rows.
 * @param folder absolute path; made when it is first needed
 */
export function workspacesIn(disk: Disk, folder: string): Workspaces {
  const latest = new Map<string, Workspace>();
  let writes: Promise<unknown> = Promise.resolve();

  return {
    async read(accountKey) {
      const unwritten = latest.get(accountKey);
      if (unwritten !== undefined) return unwritten;
      const content = await readJsonFile(disk, fileOf(folder, accountKey), workspaceSchema);
      return content.kind === 'present' ? content.value : emptyWorkspace;
    },

    write(accountKey, workspace) {
      latest.set(accountKey, workspace);
      const written = writes.then(async (): Promise<Result<null>> => {
        try {
          await disk.write(fileOf(folder, accountKey), JSON.stringify(workspace));
          return success(null);
        } catch {
          return failure({ code: 'storageFailed' });
        }
      });
      writes = written;
      return written;
    },
  };
}

function fileOf(folder: string, accountKey: string): string {
  return join(folder, `${accountKey}.json`);
}

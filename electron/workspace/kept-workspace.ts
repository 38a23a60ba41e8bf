import { failure, type Result, success } from '../contract/result.ts';
import { emptyWorkspace, type Workspace, workspaceSchema } from '../contract/workspace.ts';
import type { Library } from '../library/library.ts';
import { copyFailure } from '../local-copy/copy-failure.ts';
import { readKeptState } from '../local-copy/kept-state.ts';

/** What one account had open. */
export interface KeptWorkspace {
  /** Empty when nothing was kept, or what was kept has a shape that is not known any more. */
  read(): Promise<Result<Workspace>>;
  /** Resolves when the workspace would survive a power cut. */
  write(workspace: Workspace): Promise<Result<null>>;
}

/** Under this name the workspace stands in the state of the local copy. */
const stateName = 'workspace';

/** Keeps a workspace in the account's encrypted state: it names what somebody searched and filtered for. */
export function createKeptWorkspace(askState: Library['ask']): KeptWorkspace {
  /** The newest one written, for a window that reads before the disk has it. */
  let latest: Workspace | null = null;

  return {
    async read() {
      if (latest !== null) return success(latest);
      const kept = await readKeptState(askState, stateName, workspaceSchema);
      return kept.ok ? success(kept.value ?? emptyWorkspace) : failure(copyFailure(kept.error));
    },
    async write(workspace) {
      latest = workspace;
      const json = JSON.stringify(workspace);
      const written = await askState('writeState', { name: stateName, json });
      return written.ok ? success(null) : failure(copyFailure(written.error));
    },
  };
}

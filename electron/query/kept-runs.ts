import type { QueryRun } from './query-run.ts';

/** A run that may be gone on with. */
export interface KeptRun {
  readonly run: QueryRun;
  /** Changes when the answer begins anew, which ends its cursors. */
  generation: number;
  /** What is done with the run now; a run does one thing at a time. */
  turn: Promise<unknown>;
}

/** Runs by the key of their query. */
export interface KeptRuns {
  /** Keeps a run in place of an earlier one of the same query. */
  keep(key: string, run: QueryRun): KeptRun;
  find(key: string): KeptRun | undefined;
  /** Ends all cursors of a run. */
  beginAnew(kept: KeptRun): void;
  /** Does something with a run when it is done with what it does now. */
  inTurn<Value>(kept: KeptRun, task: () => Promise<Value>): Promise<Value>;
}

/** How much is kept; what was used longest ago goes first. */
export interface KeptRunsLimits {
  readonly runs: number;
  /** Rows of all runs together. The run that is being looked at stays, however many it has. */
  readonly rows: number;
}

/** Keeps nothing yet. */
export function createKeptRuns(limits: KeptRunsLimits): KeptRuns {
  const byKey = new Map<string, KeptRun>();
  let generations = 0;

  function put(key: string, kept: KeptRun): KeptRun {
    // A Map keeps the order of insertion, so the first key is the oldest.
    byKey.delete(key);
    byKey.set(key, kept);
    let rows = 0;
    for (const { run } of byKey.values()) rows += run.rows().length;
    for (const [oldest, { run }] of byKey) {
      if (oldest === key || (byKey.size <= limits.runs && rows <= limits.rows)) break;
      byKey.delete(oldest);
      rows -= run.rows().length;
    }
    return kept;
  }

  function nextGeneration(): number {
    generations += 1;
    return generations;
  }

  return {
    keep: (key, run) => put(key, { run, generation: nextGeneration(), turn: Promise.resolve() }),
    find(key) {
      const kept = byKey.get(key);
      return kept && put(key, kept);
    },
    beginAnew(kept) {
      kept.generation = nextGeneration();
    },
    async inTurn(kept, task) {
      const mine = kept.turn.then(task, task);
      kept.turn = mine;
      return mine;
    },
  };
}

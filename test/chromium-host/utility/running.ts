/** A utility process as the app sees it. */
export interface RunningProcess {
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly creationTime: number;
  /** Nothing until it has spawned. */
  pid(): number | undefined;
  /** Ends the process at once and settles when it has gone. */
  shutDown(): Promise<void>;
}

/** The utility processes that run: they end with the app. */
export const utilityProcesses = new Set<RunningProcess>();

/** The utility processes that run: they end with the app. */
export const utilityProcesses = new Set<{
  /** Ends the process at once and settles when it has gone. */
  shutDown(): Promise<void>;
}>();

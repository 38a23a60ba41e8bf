/** A newer version that this computer may have. */
export interface FoundUpdate {
  readonly version: string;
  /** What has changed, as plain text; null when the release does not say. */
  readonly changes: string | null;
}

/** Where newer versions are looked for and got from. What it rejects with is for {@link updateFailure} to name. */
export interface UpdateSource {
  /** @returns null when there is none, or it is not this computer's turn yet */
  check(): Promise<FoundUpdate | null>;
  /**
   * Gets what {@link check} found and proves it; from here on it is installed when the app quits, where that asks nobody for a
   * password.
   * @param onProgress told how much is there, 0–100
   */
  download(onProgress: (percent: number) => void): Promise<void>;
  /**
   * Quits the app, installs what was downloaded and starts the app again.
   * @returns false, and does nothing, when what was downloaded is not what was signed any more
   */
  install(): boolean;
}

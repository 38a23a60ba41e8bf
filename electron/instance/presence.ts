/** Whether somebody is at the computer and sees the window. */
export interface Presence {
  /** Asked anew at every call, so that nobody who has just come back is kept waiting. */
  isPresent(): boolean;
  /**
   * Calls `listener` when somebody came back or was found to be away, until the returned function is called. Going away
   * by doing nothing is found only by asking; coming back is always told then.
   */
  onChange(listener: () => void): () => void;
}

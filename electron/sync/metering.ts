/** Whether fetching in the background waits because the connection costs by what is fetched. */
export interface Metering {
  isHeldBack(): boolean;
  /** Calls `listener` when that may have changed, until the returned function is called. */
  onChange(listener: () => void): () => void;
}
